const EMPTY = new Set<unknown>([null, undefined, ""]);

/**
 * Whether two values of a field are one: nothing is nothing in every form, and a set has no order. In JSON, lists have
 * one (`type`), and the keys of a mapping have none.
 */
export const isSame = (left: unknown, right: unknown, type?: string): boolean =>
  type === "json" ? json(left) === json(right) : canonical(left) === canonical(right);

const canonical = (value: unknown): string => {
  if (EMPTY.has(value)) return "";
  if (!Array.isArray(value)) return typeof value === "string" ? value : JSON.stringify(value);
  return value.length === 0 ? "" : JSON.stringify(value.map(String).toSorted());
};

const json = (value: unknown): string =>
  value === null || value === undefined ? "" : JSON.stringify(sorted(value));

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).toSorted(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(entries.map(([key, part]) => [key, sorted(part)]));
};
