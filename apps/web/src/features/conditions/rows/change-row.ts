import type { GroupRow, Row } from "./row.ts";

/** The group with one row of it, however deep, replaced; null takes it away, and a group that it leaves empty. */
export const changeRow = (group: GroupRow, id: string, change: (row: Row) => Row | null): GroupRow => {
  const rows = group.rows.flatMap((row): Row[] => {
    if (row.id === id) {
      const changed = change(row);
      return changed === null ? [] : [changed];
    }
    if (row.kind !== "group") return [row];
    const inner = changeRow(row, id, change);
    return inner !== row && inner.rows.length === 0 && row.rows.length > 0 ? [] : [inner];
  });
  const isSame = rows.length === group.rows.length && rows.every((row, index) => row === group.rows[index]);
  return isSame ? group : { ...group, rows };
};

/** Adds to a group, which then is written with its word where it stood for one row alone. */
export const addRow = (group: GroupRow, to: string, row: Row): GroupRow =>
  group.id === to
    ? { ...group, rows: [...group.rows, row] }
    : { ...group, rows: group.rows.map((one) => (one.kind === "group" ? addRow(one, to, row) : one)) };

/** The row that a removed one gives its place to: the next, else the one before. */
export const neighbour = (group: GroupRow, id: string): string | null => {
  const flat = flatten(group);
  const index = flat.indexOf(id);
  return flat[index + 1] ?? flat[index - 1] ?? null;
};

const flatten = (group: GroupRow): readonly string[] =>
  group.rows.flatMap((row) => (row.kind === "group" ? [row.id, ...flatten(row)] : [row.id]));
