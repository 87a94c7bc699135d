import { Drop } from "liquidjs";
import { SafeText } from "../values/index.ts";
import { dateFilters } from "./date.ts";
import type { Filter } from "./filter.ts";
import { listFilters } from "./list.ts";
import { numberFilters } from "./number.ts";
import { textFilters } from "./text.ts";

const isEmpty = (value: unknown): boolean => {
  if (value === null || value === undefined || value === false) return true;
  if (Array.isArray(value) || typeof value === "string") return value.length === 0;
  if (!(value instanceof SafeText) && !(value instanceof Drop)) return false;
  const inner: unknown = value.valueOf();
  return inner === null || inner === undefined || inner === "";
};

/** `default: "cliente"`; a false stays with `allow_false: true`. */
const fallback: Filter = (value, ...args) => {
  const [other, named] = [args.find((arg) => !Array.isArray(arg)), args.find((arg) => Array.isArray(arg))];
  if (value === false && named?.[0] === "allow_false" && named[1] === true) return value;
  return isEmpty(value) ? other : value;
};

/** Every filter a template may use. */
export const FILTERS: Readonly<Record<string, Filter>> = {
  default: fallback,
  ...textFilters,
  ...numberFilters,
  ...listFilters,
  ...dateFilters,
};

const ARGUMENTS: Readonly<Record<string, readonly [least: number, most: number]>> = {
  append: [1, 1],
  at_least: [1, 1],
  at_most: [1, 1],
  concat: [1, 1],
  date: [0, 1],
  default: [0, 1],
  divided_by: [1, 1],
  join: [0, 1],
  map: [1, 1],
  minus: [1, 1],
  modulo: [1, 1],
  money: [0, 1],
  plus: [1, 1],
  prepend: [1, 1],
  remove: [1, 1],
  remove_first: [1, 1],
  remove_last: [1, 1],
  replace: [1, 2],
  replace_first: [1, 2],
  replace_last: [2, 2],
  round: [0, 1],
  slice: [1, 2],
  sort: [0, 1],
  split: [1, 1],
  sum: [0, 1],
  times: [1, 1],
  truncate: [0, 2],
  truncatewords: [0, 2],
  where: [1, 2],
};

/** How many arguments a filter takes; those not listed take none. */
export const argumentsAllowed = (filter: string): readonly [least: number, most: number] =>
  (Object.hasOwn(ARGUMENTS, filter) ? ARGUMENTS[filter] : undefined) ?? [0, 0];
