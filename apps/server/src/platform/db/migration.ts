/** Runs one statement and answers its rows. */
export type SqlRunner = (
  sql: string,
  values?: readonly unknown[],
) => Promise<ReadonlyArray<Record<string, unknown>>>;

/**
 * One step forward, in a transaction of its own. Once released it never changes; what it got wrong, a later one
 * repairs. New columns are nullable or have a constant default, so that no table is rewritten under its readers.
 */
export interface Migration {
  /** Four digits and a name, such as `0007-message-segments`; the order of the list is the order of the digits. */
  readonly name: string;
  /** `schema` is quoted and ready to stand before a dot. */
  up(run: SqlRunner, schema: string): Promise<void>;
}
