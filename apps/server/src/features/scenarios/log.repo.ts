import type { Automation } from "@cadencia/contracts/automation";
import type { Transaction } from "../../platform/workspace/index.ts";

export interface RunRow {
  readonly id: string;
  readonly automation: string;
  readonly automationId: string;
  readonly version: number;
  readonly moved: boolean;
  readonly record: string | null;
  readonly status: string;
  readonly reason: string | null;
  readonly detail: string | null;
  readonly base: string;
  readonly ended: string | null;
}

export interface StepRow {
  readonly run: string;
  readonly step: string;
  /** The version by which it was executed, or waits. */
  readonly version: number;
  readonly status: string;
  readonly reason: string | null;
  readonly detail: string | null;
  readonly due: string | null;
  readonly created: string;
  readonly finished: string | null;
}

export interface LogRow {
  readonly automation: string;
  readonly version: number;
  readonly record: string | null;
  readonly step: string | null;
  readonly at: string;
  readonly due: string | null;
  readonly status: string;
  readonly reason: string;
  readonly detail: string | null;
}

type Loose<Row> = Row & { readonly [column: string]: unknown };

// A deleted automation's key bears its id behind a tilde, so that the key may be used again.
const KEY = "split_part(a.key, '~', 1) AS automation";

export const readRunRows = (tx: Transaction): Promise<RunRow[]> =>
  tx.query<Loose<RunRow>>(
    `SELECT r.id, ${KEY}, r.automation AS "automationId", r.version, r.moved_at IS NOT NULL AS moved, r.record, r.status, r.reason, r.detail,
            r.base_at AS base, r.ended_at AS ended
       FROM ${tx.s}.run r JOIN ${tx.s}.automation a ON a.id = r.automation ORDER BY r.id`,
  );

export const readStepRows = (tx: Transaction): Promise<StepRow[]> =>
  tx.query<Loose<StepRow>>(
    `SELECT run, step, version, status, reason, detail, due_at AS due, created_at AS created, finished_at AS finished
       FROM ${tx.s}.run_step ORDER BY id`,
  );

export const readLogRows = (tx: Transaction): Promise<LogRow[]> =>
  tx.query<Loose<LogRow>>(
    `SELECT ${KEY}, l.version, l.record, l.step, l.at, l.due_at AS due, l.status, l.reason, l.detail
       FROM ${tx.s}.run_log l JOIN ${tx.s}.automation a ON a.id = l.automation ORDER BY l.seq`,
  );

export const readDefinitions = async (tx: Transaction): Promise<ReadonlyMap<string, Automation>> => {
  const rows = await tx.query<{ automation: string; version: number; definition: Automation }>(
    `SELECT automation, version, definition FROM ${tx.s}.automation_version`,
  );
  return new Map(rows.map((row) => [`${row.automation}/${row.version}`, row.definition]));
};
