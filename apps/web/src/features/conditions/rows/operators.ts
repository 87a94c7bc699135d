import { operatorsFor } from "@cadencia/core/filter";
import type { FieldType } from "@cadencia/core/model";
import type { FieldInfo } from "../../model/queries.ts";

const NOTHING = new Set(["is_set", "is_not_set", "changed"]);
const CHANGES = new Set(["changed", "changed_from", "changed_to", "increased_by", "decreased_by"]);
const LISTS = new Set([
  "in",
  "not_in",
  "has_any",
  "has_all",
  "has_none",
  "between",
  "weekday_in",
  "time_between",
]);
const AGES = new Set(["older_than", "newer_than", "within_next"]);

export const takesNothing = (operator: string): boolean => NOTHING.has(operator);
export const takesList = (operator: string): boolean => LISTS.has(operator);
export const takesDuration = (operator: string): boolean => AGES.has(operator);
export const asksOfChange = (operator: string): boolean => CHANGES.has(operator);

/** Dates say before and after; the signs of numbers mean the same. */
const NOT_OF_DATES = new Set(["gt", "gte", "lt", "lte", "in", "not_in", "is", "is_not"]);
const OF_NOW = ["weekday_in", "time_between", "before", "after", "on"];
const OF_WAIT = ["is"];

export type Asked = Pick<FieldInfo, "type"> | "now" | "wait";

/** The operators that an editor offers, the usual ones first. */
export const offeredOperators = (asked: Asked, { save }: { readonly save: boolean }): readonly string[] => {
  if (asked === "now") return OF_NOW;
  if (asked === "wait") return OF_WAIT;
  const isDate = asked.type === "date" || asked.type === "datetime";
  return operatorsFor(asked.type as FieldType).filter(
    (operator) => (save || !CHANGES.has(operator)) && !(isDate && NOT_OF_DATES.has(operator)),
  );
};

/** What a value is kept as when the operator changes: a list becomes one, one becomes a list, or it is asked anew. */
export const carried = (
  value: unknown,
  { from, to }: { readonly from: string; readonly to: string },
): unknown => {
  if (takesNothing(to) || takesDuration(from) !== takesDuration(to)) return undefined;
  if (special(from) !== special(to)) return undefined;
  if (takesList(to)) return Array.isArray(value) || value === undefined ? value : [value];
  return Array.isArray(value) ? (value as readonly unknown[])[0] : value;
};

const APART = new Set(["between", "weekday_in", "time_between", "increased_by", "decreased_by"]);
const special = (operator: string): string => (APART.has(operator) ? operator : "");
