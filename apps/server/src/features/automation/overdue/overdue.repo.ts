import type { Transaction } from "../../../platform/workspace/index.ts";
import { quoted, tableName } from "../../objects/index.ts";
import { changing } from "../jobs/jobs.repo.ts";

/** An activity and the due that it has passed. */
export interface Overdue {
  readonly due: string;
  readonly id: string;
}

/** From now on somebody listens; a workspace where nobody does asks nothing. */
export const beginOverdueWatch = (tx: Transaction): Promise<number> =>
  tx.execute(`INSERT INTO ${tx.s}.overdue_watch (one, due) VALUES (true, $1) ON CONFLICT (one) DO NOTHING`, [
    tx.now.toString(),
  ]);

/** SQL of what may become overdue, in the words of the index: 300,000 done ones cost each look a second without it. */
const open = (alias: string): string =>
  `${alias}due IS NOT NULL AND ${alias}done IS NOT TRUE AND ${alias}deleted_at IS NULL AND NOT ${alias}archived`;

export const ensureOverdueIndex = (tx: Transaction): Promise<number> =>
  tx.execute(
    `CREATE INDEX IF NOT EXISTS o_activity_overdue
         ON ${tx.s}.${quoted(tableName("activity"))} (due, id) WHERE ${open("")}`,
  );

/** Whether any version that starts runs, or has some under way, starts with the event or waits for it. */
export const isOverdueHeard = async (tx: Transaction): Promise<boolean> => {
  const rows = await tx.query(
    `SELECT 1 FROM ${tx.s}.automation_version v JOIN ${tx.s}.automation a ON a.id = v.automation
      WHERE a.state <> 'deleted' AND v.definition::text LIKE '%"activity.overdue"%'
        AND ((a.state = 'active' AND a.version = v.version)
             OR EXISTS (SELECT 1 FROM ${tx.s}.run r
                         WHERE r.automation = v.automation AND r.version = v.version AND r.status = 'active'))
      LIMIT 1`,
  );
  return rows.length > 0;
};

/** Nobody listens any more. */
export const endOverdueWatch = async (tx: Transaction): Promise<void> => {
  await tx.execute(`DELETE FROM ${tx.s}.overdue_watch`);
  await tx.execute(`DELETE FROM ${tx.s}.overdue_seen`);
};

/** Locked: one reports at a time. False: nobody listens, or another worker is at it. */
export const lockOverdueWatch = async (tx: Transaction): Promise<boolean> => {
  const rows = await tx.query(`SELECT due FROM ${tx.s}.overdue_watch FOR UPDATE SKIP LOCKED`, []);
  return rows.length > 0;
};

/** SQL of the activities not done that have passed their due since the mark `w` and were not looked at. */
const unseen = (s: string): string =>
  `${s}.${quoted(tableName("activity"))} a
    WHERE ${open("a.")} AND a.due > w.due
      AND NOT EXISTS (SELECT 1 FROM ${s}.overdue_seen e WHERE e.due = a.due AND e.activity = a.id)`;

/** Those of the earliest due that has passed. */
export const readOverdue = async (tx: Transaction, limit: number): Promise<readonly Overdue[]> => {
  const rows = await tx.query<{ due: string; id: string }>(
    `SELECT a.due, a.id FROM ${tx.s}.overdue_watch w
      CROSS JOIN LATERAL (SELECT a.due, a.id FROM ${unseen(tx.s)} AND a.due <= $1
                           ORDER BY a.due, a.id LIMIT $2) a
      ORDER BY a.due, a.id`,
    [tx.now.toString(), limit],
  );
  return rows.filter(({ due }) => due === rows[0]?.due);
};

/** Whether a step that was due before activities of one due still waits, of one of them or of what they belong to. */
export const waitForSteps = async (tx: Transaction, overdue: readonly Overdue[]): Promise<boolean> => {
  const [first] = overdue;
  if (first === undefined) return false;
  const rows = await tx.query(
    `SELECT 1 FROM ${tx.s}.${quoted(tableName("activity"))} a
       JOIN ${tx.s}.run_step e ON e.lane_key IN (a.id, a.record) AND e.status = 'waiting' AND e.run_at < $2
      WHERE a.id = ANY($3::uuid[]) AND e.automation <> ALL(${changing(tx.s, "$1")}) LIMIT 1`,
    [tx.now.toString(), first.due, overdue.map(({ id }) => id)],
  );
  return rows.length > 0;
};

/** Notes what was looked at. The mark follows; what lies before it needs no note any more. */
export const moveOverdueMark = async (
  tx: Transaction,
  { seen, mark }: { readonly seen: readonly Overdue[]; readonly mark: Temporal.Instant },
): Promise<void> => {
  await tx.execute(
    `INSERT INTO ${tx.s}.overdue_seen (due, activity)
       SELECT * FROM unnest($1::timestamptz[], $2::uuid[]) ON CONFLICT DO NOTHING`,
    [seen.map(({ due }) => due), seen.map(({ id }) => id)],
  );
  await tx.execute(`UPDATE ${tx.s}.overdue_watch SET due = $1 WHERE due < $1`, [mark.toString()]);
  await tx.execute(`DELETE FROM ${tx.s}.overdue_seen WHERE due <= (SELECT due FROM ${tx.s}.overdue_watch)`);
};

/** SQL of when the next activity becomes overdue, null where nobody listens. */
export const nextOverdue = (s: string): string =>
  `(SELECT a.due FROM ${s}.overdue_watch w
     CROSS JOIN LATERAL (SELECT a.due FROM ${unseen(s)} ORDER BY a.due, a.id LIMIT 1) a)`;
