import type { Transaction } from "../../platform/workspace/index.ts";

/** A record and an automation. */
export interface Pair {
  readonly record: string;
  readonly automation: string;
}

const columns = (pairs: readonly Pair[]): [string[], string[]] => [
  pairs.map((pair) => pair.record),
  pairs.map((pair) => pair.automation),
];

/**
 * Joins; answers only those who were no members. Two transactions that try at once make one entry. The answer comes
 * with that of the next statement.
 */
export const askToJoin = (tx: Transaction, pairs: readonly Pair[]): Promise<Pair[]> => {
  if (pairs.length === 0) return Promise.resolve([]);
  // The very promise of `ask`: around another one its error would be nobody's when the statement behind it fails too.
  return tx.ask<{ record: string; automation: string }>(
    `INSERT INTO ${tx.s}.member (record, automation, since)
       SELECT record, automation, $3 FROM unnest($1::uuid[], $2::uuid[]) AS v(record, automation)
         ORDER BY record, automation
     ON CONFLICT DO NOTHING RETURNING record, automation`,
    [...columns(pairs), tx.now.toString()],
  );
};

/** The same for whoever waits for it. */
export const joinMembers = (tx: Transaction, pairs: readonly Pair[]): Promise<Pair[]> => {
  const joined = askToJoin(tx, pairs);
  tx.push();
  return joined;
};

/** Leaves; answers only those who were members, and had joined before an instant if that is asked. */
export const leaveMembers = async (
  tx: Transaction,
  pairs: readonly Pair[],
  { joinedBefore = null }: { joinedBefore?: string | null } = {},
): Promise<Pair[]> => {
  if (pairs.length === 0) return [];
  return tx.query<{ record: string; automation: string }>(
    `DELETE FROM ${tx.s}.member m USING unnest($1::uuid[], $2::uuid[]) AS v(record, automation)
      WHERE m.record = v.record AND m.automation = v.automation AND ($3::timestamptz IS NULL OR m.since < $3)
      RETURNING m.record, m.automation`,
    [...columns(pairs), joinedBefore],
  );
};

/** The automations that each of these records is a member of. */
export const readMemberships = async (
  tx: Transaction,
  records: readonly string[],
): Promise<ReadonlySet<string>> => {
  const rows = await tx.query<{ record: string; automation: string }>(
    `SELECT record, automation FROM ${tx.s}.member WHERE record = ANY($1::uuid[])`,
    [records],
  );
  return new Set(rows.map((row) => pairKey(row)));
};

/** Since when these records satisfy what the automation is entered by. */
export const readSince = async (
  tx: Transaction,
  automation: string,
  records: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  const rows = await tx.query<{ record: string; since: string }>(
    `SELECT record, since FROM ${tx.s}.member WHERE automation = $1 AND record = ANY($2::uuid[])`,
    [automation, records],
  );
  return new Map(rows.map((row) => [row.record, row.since]));
};

export const pairKey = (pair: Pair): string => `${pair.record}/${pair.automation}`;

export const removeMemberships = (tx: Transaction, records: readonly string[]): Promise<number> =>
  tx.execute(`DELETE FROM ${tx.s}.member WHERE record = ANY($1::uuid[])`, [records]);

export const clearMembers = (tx: Transaction, automation: string): Promise<number> =>
  tx.execute(`DELETE FROM ${tx.s}.member WHERE automation = $1`, [automation]);
