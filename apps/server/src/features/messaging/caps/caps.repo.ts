import type { CapPeriod } from "@cadencia/core/schedule";
import type { Transaction } from "../../../platform/workspace/index.ts";

/** Holds these addresses against every other batch that counts their mail, until the transaction ends. */
export const lockCaps = (tx: Transaction, addresses: readonly string[]): Promise<number> =>
  tx.execute(
    `SELECT pg_advisory_xact_lock(hashtextextended($1 || address, 3))
       FROM (SELECT DISTINCT unnest($2::text[]) AS address ORDER BY 1) a`,
    [tx.s, addresses],
  );

/** Automatic mails of the period by address: those on their way count, those that did not go out do not. */
export const countAutomaticMail = async (
  tx: Transaction,
  addresses: readonly string[],
  { start, end }: CapPeriod,
): Promise<ReadonlyMap<string, number>> => {
  const rows = await tx.query<{ recipient: string; count: number }>(
    `SELECT recipient, count(*)::int AS count FROM ${tx.s}.delivery
      WHERE recipient = ANY($1::text[]) AND created_at >= $2 AND created_at < $3
        AND channel = 'email' AND stopped_by <> '{}' AND state IN ('queued', 'sending', 'sent', 'uncertain')
      GROUP BY recipient`,
    [addresses, start.toString(), end.toString()],
  );
  return new Map(rows.map((row) => [row.recipient, row.count]));
};
