import { planByValues } from "../../../platform/workspace/index.ts";
import { quoted, tableName } from "../../objects/index.ts";
import type { Reading } from "../reading.ts";
import { conditionsOf, type Narrowing } from "../search/index.ts";

/** How many living records are meant, of those that who asks may read. */
export const countRecords = async (reading: Reading, narrowing: Narrowing): Promise<number> => {
  const { tx } = reading;
  const params: unknown[] = [];
  const conditions = conditionsOf(reading, narrowing, params);
  planByValues(tx);
  const [row] = await tx.query<{ records: number }>(
    `SELECT count(*)::int AS records FROM ${tx.s}.${quoted(tableName(narrowing.object.key))} t
      WHERE ${conditions.join(" AND ")}`,
    params,
  );
  return row?.records ?? 0;
};
