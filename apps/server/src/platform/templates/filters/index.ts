import { SafeText } from "../values/index.ts";
import { dateFilters } from "./date.ts";
import type { Filter } from "./filter.ts";
import { listFilters } from "./list.ts";
import { numberFilters } from "./number.ts";
import { textFilters } from "./text.ts";

const isEmpty = (value: unknown): boolean => {
  if (value === null || value === undefined || value === false) return true;
  if (Array.isArray(value) || typeof value === "string") return value.length === 0;
  return value instanceof SafeText && value.toString() === "";
};

/** `default: "cliente"`; a false stays with `allow_false: true`. */
const fallback: Filter = (value, other, ...options) => {
  const allowFalse = options.some(
    (pair) => Array.isArray(pair) && pair[0] === "allow_false" && pair[1] === true,
  );
  if (value === false && allowFalse) return value;
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
