import type { Automation } from "@cadencia/contracts/automation";
import type { Transaction } from "../../../apps/server/src/platform/workspace/index.ts";

type Loose<Row> = Row & { readonly [column: string]: unknown };

export interface StepFacts {
  readonly id: string;
  readonly step: string;
  readonly status: string;
  readonly reason: string | null;
  readonly due: string | null;
  readonly runAt: string | null;
  readonly finished: string | null;
  readonly definition: Automation;
  readonly state: string;
  readonly run: string;
  readonly runStatus: string;
  /** Records that the step created, by object. */
  readonly created: readonly string[];
  /** Any change of a record that the step made. */
  readonly changes: number;
  /** Messages of the step that were handed over at least once, and handovers of all of them. */
  readonly handedOver: number;
  readonly mostHandovers: number;
}

export const readStepFacts = (tx: Transaction): Promise<StepFacts[]> =>
  tx.query<Loose<StepFacts>>(
    `SELECT s.id, s.step, s.status, s.reason, s.due_at AS due, s.run_at AS "runAt", s.finished_at AS finished,
            v.definition, a.state, s.run, r.status AS "runStatus",
            coalesce((SELECT array_agg(c.object) FROM ${tx.s}.change c WHERE c.step = s.id AND c.kind = 'c'), '{}') AS created,
            (SELECT count(*)::int FROM ${tx.s}.change c WHERE c.step = s.id) AS changes,
            (SELECT count(DISTINCT o.delivery)::int FROM ${tx.s}.outbox o JOIN ${tx.s}.delivery d ON d.id = o.delivery
              WHERE d.step = s.id) AS "handedOver",
            coalesce((SELECT max(n)::int FROM (SELECT count(*) AS n FROM ${tx.s}.outbox o
                        JOIN ${tx.s}.delivery d ON d.id = o.delivery WHERE d.step = s.id GROUP BY o.delivery) x), 0) AS "mostHandovers"
       FROM ${tx.s}.run_step s JOIN ${tx.s}.run r ON r.id = s.run
       JOIN ${tx.s}.automation a ON a.id = s.automation
       JOIN ${tx.s}.automation_version v ON v.automation = s.automation AND v.version = s.version`,
  );

export interface RunFacts {
  readonly id: string;
  readonly automation: string;
  readonly record: string | null;
  readonly status: string;
  readonly reason: string | null;
  readonly ended: string | null;
  readonly depth: number;
  readonly chain: readonly { readonly automation: string; readonly record: string }[];
  /** Steps that wait or are being handed over. */
  readonly open: number;
  readonly group: string | null;
}

export const readRunFacts = (tx: Transaction): Promise<RunFacts[]> =>
  tx.query<Loose<RunFacts>>(
    `SELECT r.id, r.automation, r.record, r.status, r.reason, r.ended_at AS ended, r.depth, r.chain,
            v.definition->'enrollment'->>'group' AS "group",
            (SELECT count(*)::int FROM ${tx.s}.run_step s
              WHERE s.run = r.id AND s.status IN ('waiting', 'sending')) AS open
       FROM ${tx.s}.run r
       JOIN ${tx.s}.automation_version v ON v.automation = r.automation AND v.version = r.version`,
  );

/** What should have been done by now and is not, each in words. */
export const readOverdue = async (tx: Transaction): Promise<string[]> => {
  const rows = await tx.query<{ what: string }>(
    `SELECT 'step ' || s.step || ' of ' || a.key || ' waits in the past' AS what
       FROM ${tx.s}.run_step s JOIN ${tx.s}.automation a ON a.id = s.automation
      WHERE s.status = 'waiting' AND s.run_at <= $1 AND a.state = 'active'
      UNION ALL
     SELECT 'a moment of ' || a.key || ' lies in the past' FROM ${tx.s}.moment m
       JOIN ${tx.s}.automation a ON a.id = m.automation
      WHERE m.at <= $1 AND a.state = 'active'
      UNION ALL
     SELECT 'a job (' || j.kind || ') was put off and forgotten' FROM ${tx.s}.job j
       LEFT JOIN ${tx.s}.automation a ON a.id = j.automation
      WHERE j.run_at <= $1 AND coalesce(a.state, 'active') = 'active'
      UNION ALL
     SELECT 'a message is still ' || d.state FROM ${tx.s}.delivery d
       LEFT JOIN ${tx.s}.automation a ON a.id = d.automation
      WHERE d.state IN ('queued', 'sending') AND d.run_at <= $1 AND coalesce(a.state, 'active') = 'active'`,
    [tx.now.toString()],
  );
  return rows.map(({ what }) => what);
};

/** Who is noted as satisfying an automation's `enters` filter; of living, unarchived deals. */
export const readMembers = async (tx: Transaction, automation: string): Promise<string[]> => {
  const rows = await tx.query<{ record: string }>(
    `SELECT m.record FROM ${tx.s}.member m JOIN ${tx.s}.o_deal d ON d.id = m.record
      WHERE m.automation = $1 AND d.deleted_at IS NULL AND NOT d.archived ORDER BY m.record`,
    [automation],
  );
  return rows.map(({ record }) => record);
};

/** Every deal as it stands at the end, by its title and when it was made. */
export const readDeals = (tx: Transaction): Promise<Record<string, unknown>[]> =>
  tx.query(
    `SELECT d.title, d.created_at, d.amount, d.stage, d.source, d.tags, d.close_date, d.closed_at, d.archived,
            d.deleted_at IS NOT NULL AS deleted, c.category
       FROM ${tx.s}.o_deal d LEFT JOIN ${tx.s}.o_contact c ON c.id = d.contact
      ORDER BY d.title, d.created_at, d.amount, d.stage, d.id`,
  );
