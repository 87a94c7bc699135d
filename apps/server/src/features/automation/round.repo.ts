import type { Transaction } from "../../platform/workspace/index.ts";

/** When each kind of work comes next; null where none waits for a known moment. */
export interface Pending {
  readonly moment: Temporal.Instant | null;
  readonly step: Temporal.Instant | null;
  readonly task: Temporal.Instant | null;
  readonly delivery: Temporal.Instant | null;
  readonly sweptUntil: Temporal.Instant | null;
}

const instant = (text: string | null | undefined): Temporal.Instant | null =>
  text === null || text === undefined ? null : Temporal.Instant.from(text);

type Row = {
  moment: string | null;
  step: string | null;
  task: string | null;
  delivery: string | null;
  swept: string | null;
};

/** One statement for all: an idle worker asks nothing more. */
export const readPending = async (tx: Transaction): Promise<Pending> => {
  const [row] = await tx.query<Row>(
    `SELECT least((SELECT min(at) FROM ${tx.s}.moment WHERE retry_at IS NULL),
                  (SELECT min(retry_at) FROM ${tx.s}.moment WHERE retry_at IS NOT NULL)) AS moment,
            (SELECT min(run_at) FROM ${tx.s}.run_step WHERE status = 'waiting' AND run_at IS NOT NULL) AS step,
            (SELECT min(run_at) FROM ${tx.s}.reevaluation) AS task,
            least((SELECT min(run_at) FROM ${tx.s}.delivery WHERE state = 'queued'),
                  (SELECT min(leased_until) FROM ${tx.s}.delivery WHERE state = 'sending')) AS delivery,
            (SELECT min(s.swept_until) FROM ${tx.s}.sweep s WHERE s.needed) AS swept`,
  );
  return {
    moment: instant(row?.moment),
    step: instant(row?.step),
    task: instant(row?.task),
    delivery: instant(row?.delivery),
    sweptUntil: instant(row?.swept),
  };
};
