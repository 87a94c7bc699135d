import { journalKind, type JournalKind } from "../../platform/journal/index.ts";
import type { Transaction } from "../../platform/workspace/index.ts";

/** A change as it is told: what happened to which record. */
export interface News {
  readonly seq: number;
  readonly object: string;
  readonly record: string;
  readonly kind: JournalKind;
  /** Whose the record was, where it passed to somebody else. */
  readonly formerOwner: string | null;
}

/** The number of the oldest transaction that is still under way, here or elsewhere on the server. */
export const readOldestTransaction = async (tx: Transaction): Promise<bigint> => {
  const [row] = await tx.query<{ oldest: string }>(
    "SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS oldest",
  );
  return BigInt(row?.oldest ?? 0);
};

/** Numbers this transaction, above every one that has written anything so far. */
export const numberTransaction = async (tx: Transaction): Promise<bigint> => {
  const [row] = await tx.query<{ own: string }>("SELECT pg_current_xact_id()::text AS own");
  return BigInt(row?.own ?? 0);
};

export const readLastSeq = async (tx: Transaction): Promise<number> => {
  const [row] = await tx.query<{ seq: number | null }>(`SELECT max(seq) AS seq FROM ${tx.s}.change`);
  return row?.seq ?? 0;
};

/** Changes after a number, without those that are known already. */
export const readNews = async (
  tx: Transaction,
  {
    after,
    known,
    limit,
  }: { readonly after: number; readonly known: readonly number[]; readonly limit: number },
): Promise<News[]> => {
  const rows = await tx.query<Omit<News, "kind"> & { kind: string }>(
    `SELECT seq, object, record, kind, before->>'owner' AS "formerOwner" FROM ${tx.s}.change
      WHERE seq > $1 AND seq <> ALL($2::bigint[]) ORDER BY seq LIMIT $3`,
    [after, known, limit],
  );
  return rows.map((row) => ({ ...row, kind: journalKind(row.kind) }));
};
