import { toText } from "./filter-text.ts";
import { rowId, type GroupRow, type Row } from "./row.ts";

/** The rows of a filter as it was written; nothing of it is lost, whatever it is. */
export const readRows = (filter: unknown): GroupRow => {
  if (filter === null || filter === undefined)
    return { kind: "group", id: rowId(), join: "all", rows: [], form: "lone" };
  const row = readRow(filter);
  if (row.kind === "group" && row.join !== "none") return row;
  return { kind: "group", id: rowId(), join: "all", rows: [row], form: "lone" };
};

const readRow = (filter: unknown): Row => {
  if (Array.isArray(filter)) return readList(filter);
  if (typeof filter !== "object" || filter === null) return asText(filter);
  const entries = Object.entries(filter as Readonly<Record<string, unknown>>);
  const [head, ...others] = entries;
  if (head === undefined || others.length > 0) return asText(filter);
  const [word, content] = head;
  switch (word) {
    case "all":
    case "any":
      return Array.isArray(content) ? group(word, content, "word") : asText(filter);
    case "not":
      return readNone(content);
    case "segment":
      return typeof content === "string"
        ? { kind: "segment", id: rowId(), segment: content }
        : asText(filter);
    case "stage":
      return {
        kind: "condition",
        id: rowId(),
        field: "stage",
        operator: "is",
        value: content,
        given: filter,
      };
    default:
      return asText(filter);
  }
};

const readList = (list: readonly unknown[]): Row => {
  const [field, operator, value] = list;
  if (typeof field !== "string") return list.length === 0 ? asText(list) : group("all", list, "list");
  if (typeof operator !== "string" || list.length > 3) return asText(list);
  return { kind: "condition", id: rowId(), field, operator, value, given: list };
};

const readNone = (content: unknown): GroupRow => {
  const inner = readRow(content);
  if (inner.kind === "group" && inner.join === "any") return { ...inner, join: "none", form: "word" };
  return { kind: "group", id: rowId(), join: "none", rows: [inner], form: "lone" };
};

const group = (join: "all" | "any", filters: readonly unknown[], form: GroupRow["form"]): GroupRow => ({
  kind: "group",
  id: rowId(),
  join,
  rows: filters.map(readRow),
  form,
});

const asText = (given: unknown): Row => ({ kind: "text", id: rowId(), text: toText(given), given });
