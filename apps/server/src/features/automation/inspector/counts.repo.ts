import type { StepStanding } from "@cadencia/contracts/api";
import type { Transaction } from "../../../platform/workspace/index.ts";
import { ofReadable } from "../runs-view.repo.ts";
import type { Reader } from "./reader.ts";

interface Asked {
  readonly automation: string;
  /** Runs and steps from this id on. */
  readonly since: string;
}

/** The states of rows that people see as one. */
export const STANDING_ROWS: Readonly<Record<StepStanding, readonly string[]>> = {
  done: ["done"],
  waiting: ["waiting", "sending"],
  skipped: ["skipped", "suppressed"],
  cancelled: ["cancelled"],
  failed: ["failed"],
  uncertain: ["uncertain"],
};
const ENDED = [
  ...STANDING_ROWS.done,
  ...STANDING_ROWS.skipped,
  ...STANDING_ROWS.cancelled,
  ...STANDING_ROWS.failed,
  ...STANDING_ROWS.uncertain,
];

export interface StepCount {
  readonly version: number;
  readonly step: string;
  readonly status: string;
  readonly reason: string | null;
  readonly count: number;
}

/**
 * An automation's steps by version, step, state and reason; those that wait whenever they were reached. Who may read
 * all is answered from the index alone.
 */
export const countSteps = (
  tx: Transaction,
  { automation, since }: Asked,
  reader: Reader,
): Promise<StepCount[]> => {
  const params: unknown[] = [automation, since, ENDED, STANDING_ROWS.waiting];
  const readable = ofReadable(
    tx,
    { ...reader, alias: "r" },
    (value, type) => `$${params.push(value)}::${type}`,
  );
  const from =
    readable === "" ? `${tx.s}.run_step s` : `${tx.s}.run_step s JOIN ${tx.s}.run r ON r.id = s.run`;
  const part = (narrowed: string): string =>
    `SELECT s.version, s.step, s.status, s.reason, count(*)::int AS count FROM ${from}
      WHERE s.automation = $1 AND ${narrowed}${readable} GROUP BY s.version, s.step, s.status, s.reason`;
  return tx.query<StepCount & { [column: string]: unknown }>(
    `${part("s.status = ANY($3::text[]) AND s.id >= $2::uuid")} UNION ALL ${part("s.status = ANY($4::text[])")}`,
    params,
  );
};

export const countRuns = (
  tx: Transaction,
  { automation, since }: Asked,
  reader: Reader,
): Promise<{ version: number; count: number }[]> => {
  const params: unknown[] = [automation, since];
  const readable = ofReadable(
    tx,
    { ...reader, alias: "r" },
    (value, type) => `$${params.push(value)}::${type}`,
  );
  return tx.query<{ version: number; count: number }>(
    `SELECT r.version, count(*)::int AS count FROM ${tx.s}.run r
      WHERE r.automation = $1 AND r.id >= $2::uuid${readable} GROUP BY r.version ORDER BY r.version`,
    params,
  );
};

/** How many steps fall due on each day of a zone; `day` null: no date is known. The earliest first. */
export const countDue = (
  tx: Transaction,
  { automation, zone }: { readonly automation: string; readonly zone: string },
  reader: Reader,
): Promise<{ day: string | null; count: number }[]> => {
  const params: unknown[] = [automation, zone, tx.now.toString()];
  const readable = ofReadable(
    tx,
    { ...reader, alias: "r" },
    (value, type) => `$${params.push(value)}::${type}`,
  );
  const join = readable === "" ? "" : `JOIN ${tx.s}.run r ON r.id = s.run`;
  return tx.query<{ day: string | null; count: number }>(
    `SELECT to_char(greatest(s.due_at, $3) AT TIME ZONE $2, 'YYYY-MM-DD') AS day, count(*)::int AS count
       FROM ${tx.s}.run_step s ${join}
      WHERE s.automation = $1 AND s.status = 'waiting'${readable} GROUP BY 1 ORDER BY 1 NULLS LAST`,
    params,
  );
};
