import type { Transaction } from "../../../platform/workspace/index.ts";

/** A save as the journal keeps it. */
export interface Saved {
  readonly seq: number;
  readonly at: string;
  readonly object: string;
  readonly record: string;
  /** A letter of the journal. */
  readonly kind: string;
  readonly step: string | null;
  readonly before: Record<string, unknown> | null;
  readonly after: Record<string, unknown> | null;
}

/** More saves than these of the records of one run make no test that anybody reads. */
const MOST = 5000;

/** The saves of these records up to an instant, in order. */
export const readSaves = (tx: Transaction, records: readonly string[], until: string): Promise<Saved[]> =>
  tx.query<Saved & { [column: string]: unknown }>(
    `SELECT seq, at, object, record, kind, step, before, after FROM ${tx.s}.change
      WHERE record = ANY($1::uuid[]) AND at <= $2 ORDER BY seq LIMIT ${MOST}`,
    [records, until],
  );
