import type { Transaction } from "../../apps/server/src/platform/workspace/index.ts";

export interface KeptRefusal {
  readonly seq: number;
  readonly at: string;
  readonly automation: string;
  readonly state: string;
  readonly record: string;
  readonly version: number;
  readonly reason: string;
}

/** Every refusal of a trace, of automations that still exist. */
export const readRefusals = (tx: Transaction): Promise<KeptRefusal[]> =>
  tx.query<KeptRefusal & { [column: string]: unknown }>(
    `SELECT l.seq, coalesce(l.due, l.at) AS at, a.key AS automation, a.state, l.record, l.version, l.reason
       FROM ${tx.s}.run_log l JOIN ${tx.s}.automation a ON a.id = l.automation
      WHERE l.status = 'not_started' AND l.record IS NOT NULL AND a.state <> 'deleted' ORDER BY l.seq`,
  );

/**
 * What a workspace that keeps no trace would not have kept: whatever a save brought about, none of what was pressed or
 * came long after its instant.
 */
export const forgetReproducible = (tx: Transaction, pressed: readonly string[]): Promise<number> =>
  tx.execute(
    `DELETE FROM ${tx.s}.run_log l USING ${tx.s}.automation_version v
      WHERE v.automation = l.automation AND v.version = l.version AND l.status = 'not_started'
        AND v.definition->'trigger' ?| ARRAY['on', 'enters', 'date', 'schedule']
        AND l.reason IN ('condition_false', 'before_activation', 'import_not_asked', 'already_active', 'already_ran',
                         'reentry_gap', 'automation_inactive')
        AND l.due IS NULL AND l.at <> ALL($1::timestamptz[])`,
    [pressed],
  );
