/** How a field is set. */
export const VERBS = ["to", "clear", "add", "remove", "increment"] as const;
export type Verb = (typeof VERBS)[number];

export interface Assignment {
  readonly field: string;
  readonly verb: Verb;
  readonly value: unknown;
}

type Written = Readonly<Record<string, unknown>>;

const WORDS: ReadonlySet<string> = new Set(VERBS);

const entriesOf = (value: unknown): [string, unknown][] => Object.entries((value ?? {}) as Written);

/** `set` as it is written, row by row. */
export const assignmentsOf = (written: Written): readonly Assignment[] => {
  const { clear } = written;
  const cleared = clear === undefined ? [] : Array.isArray(clear) ? clear : [clear];
  return [
    ...Object.entries(written)
      .filter(([field]) => !WORDS.has(field) || field === "to")
      .map(([field, value]): Assignment => ({ field, verb: "to", value })),
    ...cleared.map((field): Assignment => ({ field: String(field), verb: "clear", value: null })),
    ...(["add", "remove", "increment"] as const).flatMap((verb) =>
      entriesOf(written[verb]).map(([field, value]): Assignment => ({ field, verb, value })),
    ),
  ];
};

export const writeAssignments = (rows: readonly Assignment[]): Written => {
  const of = (verb: Verb) => rows.filter((row) => row.verb === verb);
  const cleared = of("clear").map(({ field }) => field);
  const mapping = (verb: Verb): Written =>
    of(verb).length === 0
      ? {}
      : { [verb]: Object.fromEntries(of(verb).map(({ field, value }) => [field, value])) };
  return {
    ...Object.fromEntries(of("to").map(({ field, value }) => [field, value])),
    ...(cleared.length === 0 ? {} : { clear: cleared }),
    ...mapping("add"),
    ...mapping("remove"),
    ...mapping("increment"),
  };
};

const LISTS = new Set(["tags", "users", "multi_select", "relations"]);
const NUMBERS = new Set(["number", "integer", "money", "percent"]);

export const verbsFor = (type: string): readonly Verb[] => {
  if (LISTS.has(type)) return ["to", "add", "remove", "clear"];
  if (NUMBERS.has(type)) return ["to", "increment", "clear"];
  return ["to", "clear"];
};

/** What a field of that type is set to before somebody says. */
export const firstValue = (type: string): unknown => {
  if (type === "boolean") return true;
  if (LISTS.has(type)) return [];
  if (type === "date" || type === "datetime") return { for: "3d" };
  return "";
};
