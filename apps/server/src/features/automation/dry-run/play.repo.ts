import type { Transaction } from "../../../platform/workspace/index.ts";
import type { Pair } from "../membership.repo.ts";

export const readRun = async (tx: Transaction, { automation, record }: Pair): Promise<string | null> => {
  const [row] = await tx.query<{ id: string }>(
    `SELECT id FROM ${tx.s}.run WHERE record = $1 AND automation = $2 ORDER BY id DESC LIMIT 1`,
    [record, automation],
  );
  return row?.id ?? null;
};

/** What a run does next. */
export interface Work {
  readonly kind: "step" | "delivery";
  readonly id: string;
  readonly at: Temporal.Instant;
}

/** The earliest of what a run has waiting for a known instant; what is ready for handing over goes first. */
export const nextWork = async (tx: Transaction, run: string): Promise<Work | null> => {
  const [row] = await tx.query<{ kind: Work["kind"]; id: string; at: string }>(
    `SELECT kind, id, at FROM (
       SELECT 'delivery' AS kind, id, run_at AS at, 0::bigint AS wave, 0 AS place
         FROM ${tx.s}.delivery WHERE run = $1 AND state = 'queued' AND run_at IS NOT NULL
       UNION ALL
       SELECT 'step', id, run_at, wave, 1
         FROM ${tx.s}.run_step WHERE run = $1 AND status = 'waiting' AND run_at IS NOT NULL) w
      ORDER BY at, place, wave, id LIMIT 1`,
    [run],
  );
  return row === undefined ? null : { ...row, at: Temporal.Instant.from(row.at) };
};

/** The steps that a run has reached. */
export const readStepIds = async (tx: Transaction, run: string): Promise<string[]> => {
  const rows = await tx.query<{ step: string }>(
    `SELECT step FROM ${tx.s}.run_step WHERE run = $1 ORDER BY id`,
    [run],
  );
  return rows.map((row) => row.step);
};
