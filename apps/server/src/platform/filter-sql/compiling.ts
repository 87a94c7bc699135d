import type { BusinessCalendar } from "@cadencia/core/schedule";
import type { Parameters } from "./parameters.ts";

/** What compiling a filter carries along. */
export interface Compiling {
  readonly schema: string;
  readonly present: { readonly now: Temporal.Instant; readonly calendar: BusinessCalendar };
  readonly parameters: Parameters;
  /** A table alias that nothing else in the statement bears. */
  readonly newAlias: () => string;
}

export const quoted = (identifier: string): string => `"${identifier.replaceAll('"', '""')}"`;

/** A column of the table that bears the alias. */
export const column = (alias: string, name: string): string => `${alias}.${quoted(name)}`;

/** The table that keeps an object's records. */
export const recordTable = (schema: string, object: string): string =>
  `${quoted(schema)}.${quoted(`o_${object}`)}`;
