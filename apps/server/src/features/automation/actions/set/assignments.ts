import { SET_WORDS } from "@cadencia/contracts/automation";

/** What is to happen to one field: `{increment: {amount: 5}}` is one assignment. */
export interface Assignment {
  readonly path: string;
  readonly how: "put" | "add" | "remove" | "increment";
  readonly raw: unknown;
  /** Where it stands in `with`, for messages. */
  readonly at: string;
}

const WORDS: ReadonlySet<string> = new Set(SET_WORDS);

const entriesOf = (value: unknown): readonly (readonly [string, unknown])[] =>
  typeof value === "object" && value !== null ? Object.entries(value) : [];

const clearedBy = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).filter((path) => typeof path === "string");

/** The assignments of `with`: first plain values, then clear, add, remove, increment. */
export const assignmentsOf = (parameters: Readonly<Record<string, unknown>>): readonly Assignment[] => [
  ...Object.entries(parameters)
    .filter(([path]) => !WORDS.has(path))
    .map(([path, raw]): Assignment => ({ path, how: "put", raw, at: path })),
  ...clearedBy(parameters["clear"]).map((path): Assignment => ({
    path,
    how: "put",
    raw: null,
    at: `clear.${path}`,
  })),
  ...(["add", "remove", "increment"] as const).flatMap((how) =>
    entriesOf(parameters[how]).map(([path, raw]): Assignment => ({ path, how, raw, at: `${how}.${path}` })),
  ),
];
