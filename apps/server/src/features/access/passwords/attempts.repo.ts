import type { Transaction } from "../../../platform/workspace/index.ts";

/** A password that somebody tries. */
export interface Attempt {
  readonly id: string;
  /** SHA-256 of the address, whether somebody here has it or not. */
  readonly account: Buffer;
  /** Of the caller. */
  readonly address: string;
  /** The device, where the person of this account logged in from it before. */
  readonly device: Buffer | null;
}

/** Attempts at one account are counted one after the other: a hundred at once are no way around. */
export const lockAttempts = (tx: Transaction, account: Buffer): Promise<number> =>
  tx.execute(`SELECT pg_advisory_xact_lock(hashtextextended($1, 2))`, [`${tx.s} ${account.toString("hex")}`]);

export interface Tally {
  readonly count: number;
  readonly oldest: string | null;
}

/** `caller`: one account from one address. None but `device` counts what came from a known device. */
export type AttemptScope = "device" | "caller" | "account" | "address";

const conditionOf = (
  { account, address, device }: Attempt,
  scope: AttemptScope,
): readonly [condition: string, ...values: unknown[]] => {
  switch (scope) {
    case "device":
      return ["account = $2 AND device = $3", account, device];
    case "caller":
      return ["account = $2 AND address = $3 AND device IS NULL", account, address];
    case "account":
      return ["account = $2 AND device IS NULL", account];
    case "address":
      return ["address = $2 AND device IS NULL", address];
  }
};

/** How many attempts since an instant went wrong, by what they are counted. */
export const countAttempts = async (
  tx: Transaction,
  attempt: Attempt,
  { scope, since }: { readonly scope: AttemptScope; readonly since: Temporal.Instant },
): Promise<Tally> => {
  const [condition, ...values] = conditionOf(attempt, scope);
  const [row] = await tx.query<Tally & { [column: string]: unknown }>(
    `SELECT count(*)::int AS count, min(at) AS oldest FROM ${tx.s}.login_attempt
      WHERE at > $1 AND ${condition}`,
    [since.toString(), ...values],
  );
  return row ?? { count: 0, oldest: null };
};

export const insertAttempt = (tx: Transaction, { id, account, address, device }: Attempt): Promise<number> =>
  tx.execute(
    `INSERT INTO ${tx.s}.login_attempt (id, account, address, device, at) VALUES ($1, $2, $3, $4, $5)`,
    [id, account, address, device, tx.realNow.toString()],
  );

/** What this caller got wrong before they got it right. */
export const forgiveAttempts = (tx: Transaction, { account, address, device }: Attempt): Promise<number> =>
  tx.execute(`DELETE FROM ${tx.s}.login_attempt WHERE account = $1 AND (address = $2 OR device = $3)`, [
    account,
    address,
    device,
  ]);

export const forgetAttempts = (tx: Transaction, before: Temporal.Instant): Promise<number> =>
  tx.execute(`DELETE FROM ${tx.s}.login_attempt WHERE at < $1`, [before.toString()]);
