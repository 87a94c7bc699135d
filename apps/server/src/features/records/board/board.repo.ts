import { quoted, tableName } from "../../objects/index.ts";
import { planByValues } from "../../../platform/workspace/index.ts";
import type { Reading } from "../reading.ts";
import { conditionsOf, type Narrowing } from "../search/index.ts";

export interface StageSum {
  readonly stage: string;
  readonly records: number;
  readonly amount: string | null;
  readonly otherCurrencies: number;
}

export interface Measured extends Narrowing {
  readonly stages: readonly string[];
  /** Whether there is an `amount` to add up, and a `currency` beside it. */
  readonly hasAmount: boolean;
  readonly hasCurrency: boolean;
}

/** How many records stand in each of these stages and what they are worth, in one statement. */
export const sumStages = (reading: Reading, measured: Measured): Promise<StageSum[]> => {
  const { tx, catalog } = reading;
  const { object, stages, hasAmount, hasCurrency } = measured;
  const params: unknown[] = [stages];
  const conditions = ["t.stage = ANY($1::text[])", ...conditionsOf(reading, measured, params)];
  // A record without a currency is in the workspace's; there are no rates to count another one by.
  const isOther =
    hasAmount && hasCurrency ? `t.currency <> $${params.push(catalog.settings.currency)}::text` : "FALSE";
  const sum = hasAmount
    ? `coalesce(sum(t.amount) FILTER (WHERE (${isOther}) IS NOT TRUE), 0)::text`
    : "NULL::text";
  const others = hasAmount ? `count(t.amount) FILTER (WHERE ${isOther})::int` : "0";
  planByValues(tx);
  return tx.query<StageSum & { [column: string]: unknown }>(
    `SELECT t.stage, count(*)::int AS records, ${sum} AS amount, ${others} AS "otherCurrencies"
       FROM ${tx.s}.${quoted(tableName(object.key))} t
      WHERE ${conditions.join(" AND ")} GROUP BY t.stage`,
    params,
  );
};
