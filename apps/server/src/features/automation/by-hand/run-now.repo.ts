import type { Transaction } from "../../../platform/workspace/index.ts";

/**
 * Ends the wait of a step: it is due now, behind what is due already, and follows no date any more. What was due
 * before keeps that moment; an event that had not come has not happened.
 */
export const endWait = (tx: Transaction, id: string): Promise<number> =>
  tx.execute(
    `UPDATE ${tx.s}.run_step
        SET hurried = true, run_at = $2, due_at = least(coalesce(due_at, $2), $2), reason = 'waiting_time',
            happened = coalesce(happened, reason IS DISTINCT FROM 'waiting_event'), until_record = NULL,
            until_via = NULL, wave = nextval('${tx.s}.wave_seq')
      WHERE id = $1 AND status = 'waiting' AND (run_at IS NULL OR run_at > $2)`,
    [id, tx.now.toString()],
  );
