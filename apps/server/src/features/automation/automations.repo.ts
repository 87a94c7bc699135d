import type { Automation } from "@cadencia/contracts/automation";
import type { Transaction } from "../../platform/workspace/index.ts";
import type { Reason } from "./reasons.ts";
import type { Frozen } from "./runs.repo.ts";

export type AutomationState = "draft" | "active" | "inactive" | "deleted";

export interface AutomationRow {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly object: string;
  readonly folder: string | null;
  readonly state: AutomationState;
  readonly version: number;
  readonly position: number;
  readonly activatedAt: string | null;
  readonly deactivatedAt: string | null;
  /** Why it is off, where nobody switched it off. */
  readonly offReason: Reason | null;
}

const COLUMNS = `id, key, name, object, folder, state, version, position, activated_at AS "activatedAt",
  deactivated_at AS "deactivatedAt", off_reason AS "offReason"`;

type Row = AutomationRow & { [column: string]: unknown };

/** Every automation that was not deleted, in order. */
export const listAutomations = (tx: Transaction): Promise<AutomationRow[]> =>
  tx.query<Row>(`SELECT ${COLUMNS} FROM ${tx.s}.automation WHERE state <> 'deleted' ORDER BY position`);

export const findAutomation = async (tx: Transaction, key: string): Promise<AutomationRow | null> => {
  const [row] = await tx.query<Row>(
    `SELECT ${COLUMNS} FROM ${tx.s}.automation WHERE key = $1 AND state <> 'deleted'`,
    [key],
  );
  return row ?? null;
};

export const findAutomationById = async (tx: Transaction, id: string): Promise<AutomationRow | null> => {
  const [row] = await tx.query<Row>(`SELECT ${COLUMNS} FROM ${tx.s}.automation WHERE id = $1`, [id]);
  return row ?? null;
};

export const insertAutomation = (tx: Transaction, id: string, definition: Automation): Promise<number> =>
  tx.execute(
    `INSERT INTO ${tx.s}.automation
       (id, key, name, object, folder, description, state, version, position, created_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, 'inactive', 1,
             (SELECT coalesce(max(position), 0) + 1 FROM ${tx.s}.automation), $7, $7)`,
    [
      id,
      definition.key,
      definition.name,
      definition.object,
      definition.folder,
      definition.description,
      tx.now.toString(),
    ],
  );

interface NewVersion {
  readonly automation: string;
  readonly version: number;
  readonly definition: Automation;
  readonly segments: Readonly<Record<string, unknown>>;
  readonly publisher: string | null;
  /** What became of the runs that were under way; not said of a first version. */
  readonly activeRuns?: "finish" | "move" | "cancel" | undefined;
  /** The older version whose content this one brings back. */
  readonly restores?: number | undefined;
}

export const insertVersion = async (tx: Transaction, version: NewVersion): Promise<void> => {
  await tx.execute(
    `INSERT INTO ${tx.s}.automation_version
       (automation, version, definition, segments, published_at, published_by, active_runs, restores)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      version.automation,
      version.version,
      JSON.stringify(version.definition),
      JSON.stringify(version.segments),
      tx.now.toString(),
      version.publisher,
      version.activeRuns ?? null,
      version.restores ?? null,
    ],
  );
  const { definition } = version;
  await tx.execute(
    `UPDATE ${tx.s}.automation
        SET version = $2, name = $3, folder = $4, description = $5, object = $6, updated_at = $7 WHERE id = $1`,
    [
      version.automation,
      version.version,
      definition.name,
      definition.folder,
      definition.description,
      definition.object,
      tx.now.toString(),
    ],
  );
};

export const setState = (
  tx: Transaction,
  id: string,
  {
    state,
    createdAfter = null,
    offReason = null,
  }: { state: AutomationState; createdAfter?: string | null; offReason?: Reason | null },
): Promise<number> =>
  tx.execute(
    `UPDATE ${tx.s}.automation
        SET state = $2, updated_at = $3, off_reason = $5,
            activated_at = CASE WHEN $2 = 'active' THEN $3::timestamptz ELSE activated_at END,
            deactivated_at = CASE WHEN $2 = 'active' THEN NULL ELSE $3::timestamptz END,
            created_after = CASE WHEN $2 = 'active' THEN $4::timestamptz ELSE created_after END,
            key = CASE WHEN $2 = 'deleted' THEN key || '~' || id ELSE key END
      WHERE id = $1`,
    [id, state, tx.now.toString(), createdAfter, offReason],
  );

/** Keeps of what was just done to an automation that it also enters those that match already. */
export const noteExisting = (tx: Transaction, automation: string): Promise<number> =>
  tx.execute(
    `UPDATE ${tx.s}.automation_history SET existing = true
      WHERE seq = (SELECT max(seq) FROM ${tx.s}.automation_history WHERE automation = $1)`,
    [automation],
  );

/** Segments with their filters as they are now, to be pinned with a version. */
export const readSegments = async (
  tx: Transaction,
): Promise<ReadonlyMap<string, { readonly object: string; readonly filter: unknown }>> => {
  const rows = await tx.query<{ key: string; object: string; filter: unknown }>(
    `SELECT key, object, filter FROM ${tx.s}.segment WHERE removed_at IS NULL`,
  );
  return new Map(rows.map((row) => [row.key, { object: row.object, filter: row.filter }]));
};

export const writeSegment = (
  tx: Transaction,
  segment: { readonly key: string; readonly object: string; readonly filter: unknown },
): Promise<number> =>
  tx.execute(
    `INSERT INTO ${tx.s}.segment (key, object, filter, updated_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (key) DO UPDATE SET object = excluded.object, filter = excluded.filter,
       version = segment.version + 1, updated_at = excluded.updated_at, removed_at = NULL`,
    [segment.key, segment.object, JSON.stringify(segment.filter), tx.now.toString()],
  );

export const hideSegment = (tx: Transaction, key: string): Promise<number> =>
  tx.execute(`UPDATE ${tx.s}.segment SET removed_at = $2 WHERE key = $1 AND removed_at IS NULL`, [
    key,
    tx.now.toString(),
  ]);

/** While an automation is off its steps keep their due moment, and that of another attempt, and are not claimed. */
export const parkSteps = (tx: Transaction, runs: readonly string[]): Promise<number> =>
  tx.execute(
    `UPDATE ${tx.s}.run_step SET run_at = NULL, retry_at = CASE WHEN attempt > 0 THEN run_at END
      WHERE run = ANY($1::uuid[]) AND status = 'waiting' AND run_at IS NOT NULL`,
    [runs],
  );

export interface ParkedStep {
  readonly id: string;
  readonly step: string;
  readonly version: number;
  readonly automation: string;
  readonly record: string | null;
  readonly occasion: string | null;
  readonly base: string;
  readonly reason: Reason | null;
  readonly frozen: Frozen | null;
  readonly happened: boolean | null;
  /** When it was to be tried again, had its automation not been switched off; null: it has not failed. */
  readonly retryAt: string | null;
}

export const readParkedSteps = (tx: Transaction, runs: readonly string[]): Promise<ParkedStep[]> =>
  tx.query<ParkedStep & { [column: string]: unknown }>(
    `SELECT s.id, s.step, s.automation, s.version, r.record, r.occasion, s.base_at AS base, s.reason, s.happened, s.retry_at AS "retryAt", r.frozen
       FROM ${tx.s}.run_step s JOIN ${tx.s}.run r ON r.id = s.run
      WHERE s.run = ANY($1::uuid[]) AND s.status = 'waiting' ORDER BY s.id`,
    [runs],
  );
