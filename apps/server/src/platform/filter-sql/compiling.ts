import type { BusinessCalendar } from "@cadencia/core/schedule";
import type { Parameters } from "./parameters.ts";

type RelatedScope = (
  object: string,
  alias: string,
  add: (value: string | readonly string[], type: string) => string,
) => string | null;

/** What compiling a filter carries along. */
export interface Compiling {
  readonly schema: string;
  readonly present: { readonly now: Temporal.Instant; readonly calendar: BusinessCalendar };
  readonly parameters: Parameters;
  /** A table alias that nothing else in the statement bears. */
  readonly newAlias: () => string;
  /** A condition on a related record's table; null where all its records count. */
  readonly scope?: RelatedScope | undefined;
}

export const quoted = (identifier: string): string => `"${identifier.replaceAll('"', '""')}"`;

/** A column of the table that bears the alias. */
export const column = (alias: string, name: string): string => `${alias}.${quoted(name)}`;

/** The table that keeps an object's records. */
export const recordTable = (schema: string, object: string): string =>
  `${quoted(schema)}.${quoted(`o_${object}`)}`;
