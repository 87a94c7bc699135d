/** The types a field can have (objects.md). `stage` and `pipeline` are the two fields of a pipelined object. */
export const FIELD_TYPES = [
  "text",
  "long_text",
  "html",
  "number",
  "integer",
  "money",
  "percent",
  "boolean",
  "date",
  "datetime",
  "duration",
  "select",
  "multi_select",
  "email",
  "phone",
  "url",
  "user",
  "users",
  "relation",
  "relations",
  "json",
  "tags",
  "pipeline",
  "stage",
] as const;

export type FieldType = (typeof FIELD_TYPES)[number];

/** The object a field points at when it may point at a record of any object (`activity.record`). */
export const ANY_OBJECT = "*";

/**
 * One field of an object, as every part of the product sees it.
 *
 * `key` never changes: definitions, columns and exports refer to it. People rename the `label`.
 */
export interface Field {
  readonly key: string;
  readonly label: string;
  readonly type: FieldType;
  /** Keys of a select's or multi_select's options, in order. */
  readonly options?: readonly string[];
  /** Object key that a relation points at, or ANY_OBJECT. `user` and `users` point at `user`. */
  readonly to?: string;
  readonly required?: boolean;
  readonly default?: unknown;
  readonly custom?: boolean;
  /** Set by the product, never by a caller. */
  readonly readOnly?: boolean;
  /** Computed from other fields of the same save (`contact.name`). */
  readonly derived?: boolean;
}

const TEXT_TYPES: ReadonlySet<FieldType> = new Set([
  "text",
  "long_text",
  "html",
  "email",
  "phone",
  "url",
  "duration",
]);
const DECIMAL_TYPES: ReadonlySet<FieldType> = new Set(["number", "money", "percent"]);
const SET_TYPES: ReadonlySet<FieldType> = new Set(["multi_select", "users", "relations", "tags"]);

/** Free text: compared folded (NFC, lower case). */
export const isTextType = (type: FieldType): boolean => TEXT_TYPES.has(type);
/** Exact decimals, carried as canonical strings ("12.5"). */
export const isDecimalType = (type: FieldType): boolean => DECIMAL_TYPES.has(type);
/** Sets, carried as arrays of strings; order does not matter when two are compared. */
export const isSetType = (type: FieldType): boolean => SET_TYPES.has(type);
