import type { FieldType } from "../model/index.ts";

export const OPERATORS = [
  "is",
  "is_not",
  "in",
  "not_in",
  "gt",
  "gte",
  "lt",
  "lte",
  "between",
  "contains",
  "not_contains",
  "starts_with",
  "ends_with",
  "is_set",
  "is_not_set",
  "has_any",
  "has_all",
  "has_none",
  "before",
  "after",
  "on",
  "older_than",
  "newer_than",
  "within_next",
  "time_between",
  "weekday_in",
  "changed",
  "changed_from",
  "changed_to",
  "increased_by",
  "decreased_by",
] as const;

export type Operator = (typeof OPERATORS)[number];

/**
 * Operators that hold exactly where another one does not. That is the whole rule of empty values: an empty value
 * fails every comparison, so it satisfies these five and no other.
 */
export type Negation = "is_not" | "not_in" | "not_contains" | "has_none" | "is_not_set";
export type ChangeOperator = "changed" | "changed_from" | "changed_to" | "increased_by" | "decreased_by";
/** What is left to judge once negations are turned round and changes are judged apart. */
export type Comparison = Exclude<Operator, Negation | ChangeOperator>;

const NEGATED: Readonly<Record<Negation, Comparison>> = {
  is_not: "is",
  not_in: "in",
  not_contains: "contains",
  has_none: "has_any",
  is_not_set: "is_set",
};

export const isNegation = (operator: Operator): operator is Negation => operator in NEGATED;
export const negatedBy = (operator: Negation): Comparison => NEGATED[operator];

const CHANGES: ReadonlySet<Operator> = new Set<Operator>([
  "changed",
  "changed_from",
  "changed_to",
  "increased_by",
  "decreased_by",
]);

/** Operators that compare a record with what it was before the save. */
export const isChangeOperator = (operator: Operator): operator is ChangeOperator => CHANGES.has(operator);

/** Types whose values compare alike. */
export type Family =
  | "text"
  | "decimal"
  | "boolean"
  | "date"
  | "datetime"
  | "choice"
  | "choices"
  | "opaque"
  | "label"
  | "now"
  | "payload";

const FAMILIES: Readonly<Record<FieldType, Family>> = {
  text: "text",
  long_text: "text",
  html: "text",
  email: "text",
  phone: "text",
  url: "text",
  // "10d" and "2w" have no order as texts, so a duration is only compared for equality.
  duration: "label",
  number: "decimal",
  integer: "decimal",
  money: "decimal",
  percent: "decimal",
  boolean: "boolean",
  date: "date",
  datetime: "datetime",
  select: "choice",
  user: "choice",
  relation: "choice",
  pipeline: "choice",
  stage: "choice",
  multi_select: "choices",
  users: "choices",
  relations: "choices",
  tags: "choices",
  json: "opaque",
};

export const familyOf = (type: FieldType): Family => FAMILIES[type];

const EQUALITY = ["is", "is_not", "in", "not_in"] as const;
const ORDER = ["gt", "gte", "lt", "lte", "between"] as const;
const PRESENCE = ["is_set", "is_not_set"] as const;
const CHANGE = ["changed", "changed_from", "changed_to"] as const;
const PARTS = ["contains", "not_contains", "starts_with", "ends_with"] as const;
const SETS = ["has_any", "has_all", "has_none", "contains", "not_contains"] as const;
const MOMENTS = ["before", "after", "on"] as const;
const AGES = ["older_than", "newer_than", "within_next"] as const;
const DATES = [...EQUALITY, ...MOMENTS, ...ORDER, ...AGES, "weekday_in"] as const;

const ALLOWED: Readonly<Record<Family, readonly Operator[]>> = {
  text: [...EQUALITY, ...PARTS, ...ORDER, ...PRESENCE, ...CHANGE],
  decimal: [...EQUALITY, ...ORDER, ...PRESENCE, ...CHANGE, "increased_by", "decreased_by"],
  boolean: [...EQUALITY, ...PRESENCE, ...CHANGE],
  date: [...DATES, ...PRESENCE, ...CHANGE],
  datetime: [...DATES, "time_between", ...PRESENCE, ...CHANGE],
  choice: [...EQUALITY, ...PRESENCE, ...CHANGE],
  choices: [...SETS, "is", "is_not", ...PRESENCE, ...CHANGE],
  opaque: [...PRESENCE, "changed"],
  label: [...EQUALITY, ...PRESENCE, ...CHANGE],
  now: [...MOMENTS, ...ORDER, "weekday_in", "time_between"],
  payload: OPERATORS.filter((operator) => !isChangeOperator(operator)),
};

/** The operators that make sense for values of that family, the usual ones first. */
export const operatorsOf = (family: Family): readonly Operator[] => ALLOWED[family];

/** The operators that can be asked of a field of that type: what an editor offers. */
export const operatorsFor = (type: FieldType): readonly Operator[] => operatorsOf(familyOf(type));
