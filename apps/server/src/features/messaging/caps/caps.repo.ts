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

export interface CapHold {
  readonly step: string;
  readonly address: string;
}

/** Keeps whom steps wait for, instead of what was kept of these steps before. */
export const keepHolds = async (
  tx: Transaction,
  steps: readonly string[],
  holds: readonly CapHold[],
): Promise<void> => {
  await tx.execute(`DELETE FROM ${tx.s}.cap_hold WHERE step = ANY($1::uuid[])`, [steps]);
  if (holds.length === 0) return;
  await tx.execute(
    `INSERT INTO ${tx.s}.cap_hold (address, step)
       SELECT address, step FROM unnest($1::text[], $2::uuid[]) AS v(address, step) ON CONFLICT DO NOTHING`,
    [holds.map(({ address }) => address), holds.map(({ step }) => step)],
  );
};

/** No lock: whoever gives a slot back holds the run and the record of its step already. */
export const insertFreedSlots = async (tx: Transaction, addresses: readonly string[]): Promise<void> => {
  await tx.execute(
    `INSERT INTO ${tx.s}.freed_slot (address, at) SELECT address, $2 FROM unnest($1::text[]) AS v(address)`,
    [addresses, tx.now.toString()],
  );
};

export const takeFreedSlots = async (tx: Transaction): Promise<string[]> => {
  const rows = await tx.query<{ address: string }>(
    `DELETE FROM ${tx.s}.freed_slot WHERE ctid IN (
       SELECT ctid FROM ${tx.s}.freed_slot FOR UPDATE SKIP LOCKED LIMIT 1000) RETURNING address`,
    [],
  );
  return [...new Set(rows.map(({ address }) => address))];
};

export const takeHolds = async (tx: Transaction, addresses: readonly string[]): Promise<string[]> => {
  const rows = await tx.query<{ step: string }>(
    `DELETE FROM ${tx.s}.cap_hold WHERE address = ANY($1::text[]) RETURNING step`,
    [addresses],
  );
  return [...new Set(rows.map(({ step }) => step))];
};
