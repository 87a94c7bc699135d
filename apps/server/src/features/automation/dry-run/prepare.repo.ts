import type { Transaction } from "../../../platform/workspace/index.ts";
import type { Pair } from "../membership.repo.ts";

/** Inside a dry run: as if the automation had never run for the record. */
export const forgetRuns = async (tx: Transaction, { automation, record }: Pair): Promise<void> => {
  const pair = [record, automation];
  await tx.execute(
    `DELETE FROM ${tx.s}.run_step WHERE run IN
       (SELECT id FROM ${tx.s}.run WHERE record = $1 AND automation = $2)`,
    pair,
  );
  await tx.execute(`DELETE FROM ${tx.s}.run WHERE record = $1 AND automation = $2`, pair);
  await tx.execute(`DELETE FROM ${tx.s}.run_log WHERE record = $1 AND automation = $2`, pair);
  await tx.execute(`DELETE FROM ${tx.s}.moment WHERE record = $1 AND automation = $2`, pair);
};

/** A number of the journal: what is written after this bears a higher one. */
export const drawSeq = async (tx: Transaction): Promise<number> => {
  const [row] = await tx.query<{ seq: number }>(`SELECT nextval('${tx.s}.journal_seq') AS seq`);
  return row?.seq ?? 0;
};
