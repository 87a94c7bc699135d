import { type CustomTypesConfig, types } from "pg";

type Parser = (text: string) => unknown;

/**
 * How values leave the database: as what JSON can carry without loss. Numeric stays text since money must not pass
 * through a float; dates and times are ISO text, since Date has neither plain dates nor microseconds.
 */
const scalars: ReadonlyArray<{ type: number; array: number; parse: Parser }> = [
  { type: 20, array: 1016, parse: parseBigInteger },
  { type: 1700, array: 1231, parse: asIs },
  { type: 1082, array: 1182, parse: asIs },
  { type: 1083, array: 1183, parse: asIs },
  { type: 1114, array: 1115, parse: parseTimestamp },
  { type: 1184, array: 1185, parse: parseInstant },
  { type: 1186, array: 1187, parse: asIs },
  { type: 2950, array: 2951, parse: asIs },
];

type Nested = Array<string | null | Nested>;

const textArray = 1009;
const parseTextArray = types.getTypeParser(textArray as never) as (text: string) => Nested;

const parsers = new Map<number, Parser>();
for (const { type, array, parse } of scalars) {
  parsers.set(type, parse);
  parsers.set(array, (text) => mapNested(parseTextArray(text), parse));
}

/** For pg's `types` option: ours first, pg's own for everything else. Binary results are not used. */
export const typeParsers: CustomTypesConfig = {
  getTypeParser: ((type: number, format?: "text" | "binary") =>
    parsers.get(type) ?? types.getTypeParser(type, format)) as typeof types.getTypeParser,
};

function mapNested(values: Nested, parse: Parser): unknown[] {
  return values.map((value) => {
    if (value === null) return null;
    return typeof value === "string" ? parse(value) : mapNested(value, parse);
  });
}

function asIs(text: string): string {
  return text;
}

function parseBigInteger(text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value)) return value;
  throw new RangeError(`the integer ${text} is too large to be exact; select it as text`);
}

/** `2026-06-01 08:00:00.5` → `2026-06-01T08:00:00.5`; `infinity` stays. */
function parseTimestamp(text: string): string {
  return text.replace(" ", "T");
}

/** `2026-06-01 08:00:00+00` → `2026-06-01T08:00:00Z`. Sessions run in UTC; PostgreSQL already drops trailing zeros. */
export function parseInstant(text: string): string {
  if (text.endsWith("+00")) return `${text.slice(0, 10)}T${text.slice(11, -3)}Z`;
  if (text === "infinity" || text === "-infinity" || text.endsWith(" BC")) return text;
  return Temporal.Instant.from(text).toString();
}
