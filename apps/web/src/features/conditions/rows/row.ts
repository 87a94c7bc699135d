/** A filter as a person edits it: groups, conditions, and text for what no row can show. */
export type Row = ConditionRow | SegmentRow | TextRow | GroupRow;

export interface ConditionRow {
  readonly kind: "condition";
  readonly id: string;
  /** A path such as `contact.category`; empty until one is chosen. */
  readonly field: string;
  readonly operator: string;
  /** Undefined until something is given. */
  readonly value: unknown;
  /** As it was written, while nobody has changed it. */
  readonly given?: unknown;
}

export interface SegmentRow {
  readonly kind: "segment";
  readonly id: string;
  readonly segment: string;
}

/** What no row can show, such as a question to related records: kept as it is, edited as text. */
export interface TextRow {
  readonly kind: "text";
  readonly id: string;
  readonly text: string;
  readonly given?: unknown;
}

export const JOINS = ["all", "any", "none"] as const;
export type Join = (typeof JOINS)[number];

export interface GroupRow {
  readonly kind: "group";
  readonly id: string;
  readonly join: Join;
  readonly rows: readonly Row[];
  /** How it is written: by its word, as a bare list, or, of one row, as that row alone. */
  readonly form: "word" | "list" | "lone";
}

let last = 0;
/** Rows are told apart while they are on the screen, nowhere else. */
export const rowId = (): string => {
  last += 1;
  return `row-${last}`;
};

export const newCondition = (): ConditionRow => ({
  kind: "condition",
  id: rowId(),
  field: "",
  operator: "is",
  value: undefined,
});

export const newGroup = (join: Join, rows: readonly Row[]): GroupRow => ({
  kind: "group",
  id: rowId(),
  join,
  rows,
  form: "word",
});
