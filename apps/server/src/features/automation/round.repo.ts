import { leaseEnd } from "../messaging/index.ts";
import { nextJob } from "./jobs/jobs.repo.ts";
import { nextFreeMoment, nextMoment } from "./moments.repo.ts";
import { nextOverdue } from "./overdue/overdue.repo.ts";
import type { Transaction } from "../../platform/workspace/index.ts";

/** A sweep runs this long before the horizon of the last one is reached: every 42 hours, with hours to spare. */
const SWEEP_AHEAD_HOURS = 6;

/** When each kind of work comes next; null where none waits for a known moment. */
export interface Pending {
  readonly moment: Temporal.Instant | null;
  readonly step: Temporal.Instant | null;
  readonly job: Temporal.Instant | null;
  /** Runs that a change of their automation has still to reach. */
  readonly changing: Temporal.Instant | null;
  readonly entering: Temporal.Instant | null;
  readonly delivery: Temporal.Instant | null;
  /** When the first handover under way is given up. Real time, however far a demo's clock is moved. */
  readonly lease: Temporal.Instant | null;
  /** Slots of the frequency cap that were given back. */
  readonly slot: Temporal.Instant | null;
  /** When the next activity passes its due, where somebody listens. */
  readonly overdue: Temporal.Instant | null;
  /** When the next sweep is to run. */
  readonly sweep: Temporal.Instant | null;
  /** Which configuration and which automations stand. */
  readonly revision: string;
}

const instant = (text: string | null | undefined): Temporal.Instant | null =>
  text === null || text === undefined ? null : Temporal.Instant.from(text);

type Row = {
  moment: string | null;
  step: string | null;
  job: string | null;
  changing: string | null;
  entering: string | null;
  delivery: string | null;
  lease: string | null;
  slot: string | null;
  overdue: string | null;
  sweep: string | null;
  revision: string;
  clockAhead: number;
};

/**
 * One statement for all: an idle worker asks nothing more. `free`: of the moments only those count that do not wait for
 * their record's steps; to find one, each that is due and waits is looked at (10 µs).
 */
export const readPending = async (
  tx: Transaction,
  { free = false }: { readonly free?: boolean } = {},
): Promise<Pending> => {
  const [row] = await tx.query<Row>(
    `SELECT ${free ? nextFreeMoment(tx.s) : nextMoment(tx.s)} AS moment,
            (SELECT min(run_at) FROM ${tx.s}.run_step WHERE status = 'waiting' AND run_at IS NOT NULL) AS step,
            ${nextJob(tx.s, "other")} AS job,
            ${nextJob(tx.s, "runs")} AS changing,
            ${nextJob(tx.s, "enter")} AS entering,
            (SELECT min(run_at) FROM ${tx.s}.delivery WHERE state = 'queued') AS delivery,
            (SELECT ${leaseEnd(tx.s)} FROM ${tx.s}.delivery WHERE state = 'sending') AS lease,
            (SELECT min(at) FROM ${tx.s}.freed_slot) AS slot,
            ${nextOverdue(tx.s)} AS overdue,
            least((SELECT min(greatest(s.swept_until - interval '${SWEEP_AHEAD_HOURS} hours', s.retry_at)) FROM ${tx.s}.sweep s WHERE s.needed),
                  (SELECT min(next_at) FROM ${tx.s}.idle_sweep
                    WHERE settled_until IS NULL
                       OR settled_seq IS DISTINCT FROM (SELECT max(seq) FROM ${tx.s}.change)
                       OR settled_until < (SELECT max(at) FROM ${tx.s}.reported_event))) AS sweep,
            (SELECT model || '/' || rules FROM ${tx.s}.revision) AS revision,
            (SELECT clock_ahead FROM ${tx.s}.revision) AS "clockAhead"`,
    free ? [tx.now.toString()] : [],
  );
  // A worker that sleeps learns by this look alone that another process has moved the clock of a demo.
  tx.workspace.ahead.follow(row?.clockAhead ?? 0);
  return {
    moment: instant(row?.moment),
    step: instant(row?.step),
    job: instant(row?.job),
    changing: instant(row?.changing),
    entering: instant(row?.entering),
    delivery: instant(row?.delivery),
    lease: instant(row?.lease),
    slot: instant(row?.slot),
    overdue: instant(row?.overdue),
    sweep: instant(row?.sweep),
    revision: row?.revision ?? "",
  };
};
