import type { Transaction } from "../../../platform/workspace/index.ts";
import { quoted, tableName } from "../../objects/index.ts";

/** Up to which activity the event has been raised: they are taken in the order of due, then id. */
export interface OverdueMark {
  readonly due: string;
  readonly id: string;
}

const FIRST_ID = "00000000-0000-0000-0000-000000000000";

/** From now on somebody listens; a workspace where nobody ever did asks nothing. */
export const beginOverdueWatch = (tx: Transaction): Promise<number> =>
  tx.execute(
    `INSERT INTO ${tx.s}.overdue_watch (one, due, id) VALUES (true, $1, $2) ON CONFLICT (one) DO NOTHING`,
    [tx.now.toString(), FIRST_ID],
  );

/** Locked: one reports at a time. Null: nobody listens, or another worker is at it. */
export const lockOverdueMark = async (tx: Transaction): Promise<OverdueMark | null> => {
  const [row] = await tx.query<{ due: string; id: string }>(
    `SELECT due, id FROM ${tx.s}.overdue_watch FOR UPDATE SKIP LOCKED`,
    [],
  );
  return row ?? null;
};

export const moveOverdueMark = (tx: Transaction, { due, id }: OverdueMark): Promise<number> =>
  tx.execute(`UPDATE ${tx.s}.overdue_watch SET due = $1, id = $2`, [due, id]);

/** Activities not done whose due has passed since the mark, by the index of the field. */
export const readOverdue = (
  tx: Transaction,
  mark: OverdueMark,
  limit: number,
): Promise<readonly OverdueMark[]> =>
  tx.query<{ due: string; id: string }>(
    `SELECT a.due, a.id FROM ${tx.s}.${quoted(tableName("activity"))} a
      WHERE a.due IS NOT NULL AND (a.due, a.id) > ($1::timestamptz, $2::uuid) AND a.due <= $3
        AND a.done IS NOT TRUE AND a.deleted_at IS NULL AND NOT a.archived
      ORDER BY a.due, a.id LIMIT $4`,
    [mark.due, mark.id, tx.now.toString(), limit],
  );

/** SQL of when the next activity becomes overdue, null where nobody listens. */
export const nextOverdue = (s: string): string =>
  `(SELECT a.due FROM ${s}.overdue_watch w
     CROSS JOIN LATERAL (
       SELECT a.due FROM ${s}.${quoted(tableName("activity"))} a
        WHERE a.due IS NOT NULL AND (a.due, a.id) > (w.due, w.id)
          AND a.done IS NOT TRUE AND a.deleted_at IS NULL AND NOT a.archived
        ORDER BY a.due, a.id LIMIT 1) a)`;
