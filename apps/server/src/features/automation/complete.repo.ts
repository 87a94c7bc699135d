import { fold } from "@cadencia/core/model";
import type { Transaction } from "../../platform/workspace/index.ts";

/** The oldest open activity, else task, of that name, on that record if one is given. */
export const openByName = async (
  tx: Transaction,
  { summary, record }: { summary: string; record: string | null },
): Promise<{ object: "activity" | "task"; id: string } | null> => {
  const [row] = await tx.query<{ object: "activity" | "task"; id: string }>(
    `SELECT 'activity' AS object, id FROM ${tx.s}.o_activity
      WHERE summary__f = $1 AND done IS NOT TRUE AND deleted_at IS NULL AND ($2::uuid IS NULL OR record = $2)
     UNION ALL
     SELECT 'task', id FROM ${tx.s}.o_task
      WHERE title__f = $1 AND done IS NOT TRUE AND deleted_at IS NULL
        AND ($2::uuid IS NULL OR $2 IN (record, deal, project, contact, company))
     ORDER BY object, id LIMIT 1`,
    [fold(summary), record],
  );
  return row ?? null;
};
