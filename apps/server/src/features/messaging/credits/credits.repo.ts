import type { Transaction } from "../../../platform/workspace/index.ts";

/** Credits that are left, held against every other spender until the transaction ends; made on the first use. */
export const lockCredits = async (tx: Transaction, kind: string, granted: string): Promise<string> => {
  const read = async (): Promise<string | undefined> => {
    const [row] = await tx.query<{ remaining: string }>(
      `SELECT remaining::text FROM ${tx.s}.credit WHERE kind = $1 FOR UPDATE`,
      [kind],
    );
    return row?.remaining;
  };
  const known = await read();
  if (known !== undefined) return known;
  await tx.execute(`INSERT INTO ${tx.s}.credit (kind, remaining) VALUES ($1, $2) ON CONFLICT DO NOTHING`, [
    kind,
    granted,
  ]);
  return (await read()) ?? granted;
};

export const addCredits = (tx: Transaction, kind: string, amount: string): Promise<number> =>
  tx.execute(`UPDATE ${tx.s}.credit SET remaining = remaining + $2::numeric WHERE kind = $1`, [kind, amount]);

export const setCredits = (tx: Transaction, kind: string, remaining: string): Promise<number> =>
  tx.execute(
    `INSERT INTO ${tx.s}.credit (kind, remaining) VALUES ($1, $2)
     ON CONFLICT (kind) DO UPDATE SET remaining = excluded.remaining`,
    [kind, remaining],
  );

export const readCredits = async (tx: Transaction, kind: string): Promise<string | null> => {
  const [row] = await tx.query<{ remaining: string }>(
    `SELECT remaining::text FROM ${tx.s}.credit WHERE kind = $1`,
    [kind],
  );
  return row?.remaining ?? null;
};
