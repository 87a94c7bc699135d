import { CHANGE_KINDS, type ChangeKind, type StoredChange } from "../../platform/journal/index.ts";
import type { Transaction } from "../../platform/workspace/index.ts";

export interface CausedChange extends StoredChange {
  /** Of the step that saved, where an automation did. */
  readonly automation: string | null;
  readonly run: string | null;
  readonly stepKey: string | null;
}

const KIND_OF: ReadonlyMap<string, ChangeKind> = new Map(
  Object.entries(CHANGE_KINDS).map(([kind, letter]) => [letter, kind as ChangeKind]),
);

interface Row extends Omit<CausedChange, "kind"> {
  readonly [column: string]: unknown;
  readonly kind: string;
}

const kindly = (row: Row): CausedChange => ({ ...row, kind: KIND_OF.get(row.kind) ?? "updated" });

/** A record's saves in the order of commit, with what caused them. */
export const readChangePage = async (
  tx: Transaction,
  record: string,
  page: { readonly after: number; readonly limit: number },
): Promise<CausedChange[]> => {
  const rows = await tx.query<Row>(
    `SELECT c.seq, c.at, c.object, c.record, c.kind, c.actor, c.step, c.before, c.after,
            a.key AS automation, s.run, s.step AS "stepKey"
       FROM ${tx.s}.change c
       LEFT JOIN ${tx.s}.run_step s ON s.id = c.step
       LEFT JOIN ${tx.s}.automation a ON a.id = s.automation
      WHERE c.record = $1 AND c.seq > $2 ORDER BY c.seq LIMIT $3`,
    [record, page.after, page.limit],
  );
  return rows.map(kindly);
};

/** All saves of a record up to an instant. */
export const readChangesUntil = async (
  tx: Transaction,
  record: string,
  at: string,
): Promise<Pick<StoredChange, "at" | "kind" | "actor" | "after">[]> => {
  const rows = await tx.query<Row>(
    `SELECT at, kind, actor, after FROM ${tx.s}.change WHERE record = $1 AND at <= $2 ORDER BY seq`,
    [record, at],
  );
  return rows.map(kindly);
};
