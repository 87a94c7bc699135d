import type { Transaction } from "../../platform/workspace/index.ts";

/** The first automatic step that waits on a record. */
export interface NextStep {
  readonly record: string;
  readonly automation: string;
  readonly automationName: string;
  readonly step: string;
  readonly action: string | null;
  /** As the definition has it, merge fields and all. */
  readonly text: string | null;
  readonly due: string | null;
  readonly waiting: number;
}

/**
 * For each of these records the step of an active automation that comes first, and how many wait. One look into
 * run_step_lane a record, which holds nothing but what waits, in this order.
 */
export const nextSteps = (tx: Transaction, records: readonly string[]): Promise<NextStep[]> =>
  tx.query<NextStep & { [column: string]: unknown }>(
    `SELECT next.record, split_part(next.key, '~', 1) AS automation, next.name AS "automationName", next.step,
            step.found->>'do' AS action, next.due, next.waiting,
            coalesce(step.found->>'name', step.found->'with'->>'summary', step.found->'with'->>'title') AS text
       FROM unnest($1::uuid[]) AS wanted(record)
      CROSS JOIN LATERAL (
        SELECT wanted.record, s.automation, s.version, s.step, s.due_at AS due, a.key, a.name,
               (count(*) OVER ())::int AS waiting
          FROM ${tx.s}.run_step s JOIN ${tx.s}.automation a ON a.id = s.automation AND a.state = 'active'
         WHERE s.lane_key = wanted.record AND s.status = 'waiting'
         ORDER BY s.run_at, s.wave, s.position, s.id LIMIT 1) next
       LEFT JOIN LATERAL (
        SELECT jsonb_path_query_first(v.definition, '$.steps.** ? (@.id == $id)',
                                      jsonb_build_object('id', next.step)) AS found
          FROM ${tx.s}.automation_version v
         WHERE v.automation = next.automation AND v.version = next.version) step ON true`,
    [records],
  );
