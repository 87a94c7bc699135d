import { isSave, journalKind, type JournalKind, type StoredChange } from "../../platform/journal/index.ts";
import type { Transaction } from "../../platform/workspace/index.ts";

export interface CausedChange extends Omit<StoredChange, "kind"> {
  readonly kind: JournalKind;
  /** Of the step that saved, where an automation did. */
  readonly automation: string | null;
  readonly run: string | null;
  readonly stepKey: string | null;
}

interface Row extends Omit<CausedChange, "kind"> {
  readonly [column: string]: unknown;
  readonly kind: string;
}

const kindly = (row: Row): CausedChange => ({ ...row, kind: journalKind(row.kind) });

/** A record's saves in the order of commit or against it, with what caused them. */
export const readChangePage = async (
  tx: Transaction,
  record: string,
  page: {
    /** The number at which the page before ended. */
    readonly beyond: number | null;
    readonly limit: number;
    readonly order: "oldest" | "newest";
  },
): Promise<CausedChange[]> => {
  const isBack = page.order === "newest";
  const rows = await tx.query<Row>(
    `SELECT c.seq, c.at, c.object, c.record, c.kind, c.actor, c.step, c.before, c.after,
            a.key AS automation, s.run, s.step AS "stepKey"
       FROM ${tx.s}.change c
       LEFT JOIN ${tx.s}.run_step s ON s.id = c.step
       LEFT JOIN ${tx.s}.automation a ON a.id = s.automation
      WHERE c.record = $1 AND ($2::bigint IS NULL OR c.seq ${isBack ? "<" : ">"} $2)
      ORDER BY c.seq ${isBack ? "DESC" : "ASC"} LIMIT $3`,
    [record, page.beyond, page.limit],
  );
  return rows.map(kindly);
};

/** All saves of a record up to an instant. */
export const readChangesUntil = async (
  tx: Transaction,
  record: string,
  at: string,
): Promise<Pick<CausedChange, "at" | "kind" | "actor" | "after">[]> => {
  const rows = await tx.query<Row>(
    `SELECT at, kind, actor, after FROM ${tx.s}.change c
      WHERE record = $1 AND at <= $2 AND ${isSave("c")} ORDER BY seq`,
    [record, at],
  );
  return rows.map(kindly);
};
