import { useCallback, useMemo, useState } from "react";
import { addRow, changeRow, neighbour } from "./rows/change-row.ts";
import { readRows } from "./rows/read-rows.ts";
import type { GroupRow, Row } from "./rows/row.ts";
import { writeRows, type Written } from "./rows/write-rows.ts";

interface Held {
  readonly root: GroupRow;
  /** The filter that the rows stand for, as JSON. */
  readonly of: string;
  readonly focus: { readonly id: string } | null;
}

interface Rows {
  readonly root: GroupRow;
  readonly written: Written;
  readonly change: (id: string, change: (row: Row) => Row | null) => void;
  readonly add: (group: string, row: Row) => void;
  /** The row that is to have the focus. */
  readonly focus: { readonly id: string } | null;
}

type OnChange = (filter: unknown, state: { readonly complete: boolean }) => void;

/** The rows of a filter; read anew when somebody else changes it. */
export const useRows = (filter: unknown, onChange: OnChange): Rows => {
  const given = JSON.stringify(filter ?? null);
  const [held, setHeld] = useState<Held>(() => ({ root: readRows(filter), of: given, focus: null }));
  let current = held;
  if (held.of !== given) {
    current = { root: readRows(filter), of: given, focus: null };
    setHeld(current);
  }
  const { root } = current;
  const replace = useCallback(
    (next: GroupRow, focus: string | null) => {
      const { filter: made, incomplete } = writeRows(next);
      setHeld((before) => ({
        root: next,
        of: JSON.stringify(made),
        focus: focus === null ? before.focus : { id: focus },
      }));
      onChange(made, { complete: incomplete.size === 0 });
    },
    [onChange],
  );
  const change = useCallback<Rows["change"]>(
    (id, by) => {
      if (id === root.id) {
        const changed = by(root);
        if (changed?.kind === "group") replace(changed, null);
        return;
      }
      const next = changeRow(root, id, by);
      const isGone = !JSON.stringify(next).includes(`"${id}"`);
      replace(next, isGone ? (neighbour(root, id) ?? root.id) : null);
    },
    [root, replace],
  );
  const add = useCallback<Rows["add"]>((to, row) => replace(addRow(root, to, row), row.id), [root, replace]);
  const written = useMemo(() => writeRows(root), [root]);
  return { root, written, change, add, focus: current.focus };
};
