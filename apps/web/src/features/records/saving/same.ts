const EMPTY = new Set<unknown>([null, undefined, ""]);

/** Whether two values of a field are one: nothing is nothing in every form, and a set has no order. */
export const isSame = (left: unknown, right: unknown): boolean => canonical(left) === canonical(right);

const canonical = (value: unknown): string => {
  if (EMPTY.has(value)) return "";
  if (!Array.isArray(value)) return typeof value === "string" ? value : JSON.stringify(value);
  return value.length === 0 ? "" : JSON.stringify(value.map(String).toSorted());
};
