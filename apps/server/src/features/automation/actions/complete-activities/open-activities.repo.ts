import type { ObjectType } from "@cadencia/core/model";
import type { Transaction } from "../../../../platform/workspace/index.ts";
import { recordFromRow, selectList, type StoredRecord } from "../../../records/index.ts";

/** What is planned for these records and not done yet. */
export const readOpenActivities = async (
  tx: Transaction,
  activity: ObjectType,
  records: readonly string[],
): Promise<StoredRecord[]> => {
  const rows = await tx.query(
    `SELECT ${selectList(activity)} FROM ${tx.s}.o_activity t
      WHERE t.record = ANY($1::uuid[]) AND t.deleted_at IS NULL AND t.done IS NOT TRUE ORDER BY t.id`,
    [records],
  );
  return rows.map((row) => recordFromRow(activity, row));
};
