import type { FieldError } from "@cadencia/contracts/api";
import { formatPath, type Path } from "@cadencia/contracts/problems";

/** Filters nest a hundred deep, two levels each; what is deeper was made to break a parser. */
const DEEPEST = 256;
/** PostgreSQL's tables have at most 1,600 columns, so no record has more fields. */
const MOST_KEYS = 1600;
/** The longest list that anything takes has 1,000 entries; the rest is room. */
const MOST_ENTRIES = 5000;

interface Place {
  readonly value: unknown;
  readonly depth: number;
  readonly above: Place | null;
  readonly key: string | number;
}

/**
 * What makes an input one that nothing here can take, whatever its schema: it is judged before any work that grows
 * with it. Null when there is nothing. PostgreSQL's texts hold no NUL, wherever it stands.
 */
export const shapeFault = (input: unknown, root: string): FieldError | null => {
  // The bytes of a file: as an object it would have a key for each.
  if (Buffer.isBuffer(input)) return null;
  const open: Place[] = [{ value: input, depth: 0, above: null, key: "" }];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    const fault = faultOf(place);
    if (fault !== null) {
      const field = formatPath(pathOf(place));
      return { field, code: fault.code, message: `${field || root} ${fault.message}` };
    }
    open.push(...within(place));
  }
  return null;
};

const within = (place: Place): Place[] => {
  const { value, depth } = place;
  if (typeof value !== "object" || value === null) return [];
  const entries: Iterable<[string | number, unknown]> = Array.isArray(value)
    ? value.entries()
    : Object.entries(value);
  return [...entries].flatMap(([key, inner]) =>
    typeof inner === "object" || typeof inner === "string"
      ? [{ value: inner, depth: depth + 1, above: place, key }]
      : [],
  );
};

const faultOf = ({ value, depth }: Place): Omit<FieldError, "field"> | null => {
  if (typeof value === "string") return value.includes("\u0000") ? NUL : null;
  if (typeof value !== "object" || value === null) return null;
  if (depth > DEEPEST) return { code: "too_deep", message: `nests more than ${DEEPEST} deep` };
  if (Array.isArray(value)) {
    return value.length > MOST_ENTRIES
      ? { code: "too_many", message: `has ${value.length} entries; a list takes at most ${MOST_ENTRIES}` }
      : null;
  }
  const keys = Object.keys(value);
  if (keys.length > MOST_KEYS)
    return { code: "too_many", message: `has ${keys.length} keys; at most ${MOST_KEYS} are taken` };
  return keys.some((key) => key.includes("\u0000")) ? NUL : null;
};

const NUL = { code: "wrong_value", message: "must not contain the character NUL" };

const pathOf = (place: Place): Path => {
  const path: (string | number)[] = [];
  for (let at = place; at.above !== null; at = at.above) path.unshift(at.key);
  return path;
};
