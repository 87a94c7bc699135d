import type { Transaction } from "../../../platform/workspace/index.ts";

/** Where the entering of members stands that matched when their automation was switched on. */
export interface Entering {
  readonly automation: string;
  /** From where their runs count. */
  readonly at: Temporal.Instant;
  /** Only those who became members at that instant. */
  readonly joined: boolean;
  /** How many one transaction takes in hand. */
  readonly part: number;
  /** The last record that was looked at; null at the beginning. */
  readonly after: string | null;
}

export type OpenEntering = Entering & { readonly id: string; readonly attempt: number };

export const insertEntering = (tx: Transaction, entering: Entering): Promise<number> =>
  tx.execute(
    `INSERT INTO ${tx.s}.entering (id, automation, at, joined, part, after, run_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [
      tx.workspace.newId(),
      entering.automation,
      entering.at.toString(),
      entering.joined,
      entering.part,
      entering.after,
      tx.now.toString(),
    ],
  );

type Row = Omit<OpenEntering, "at"> & { readonly at: string } & { [column: string]: unknown };

export const readDueEntering = async (tx: Transaction): Promise<OpenEntering | null> => {
  const [row] = await tx.query<Row>(
    `SELECT id, automation, at, joined, part, after, attempt FROM ${tx.s}.entering
      WHERE run_at <= $1 ORDER BY run_at, id LIMIT 1 FOR UPDATE SKIP LOCKED`,
    [tx.now.toString()],
  );
  return row === undefined ? null : { ...row, at: Temporal.Instant.from(row.at) };
};

export const keepEntering = (tx: Transaction, id: string, after: string): Promise<number> =>
  tx.execute(`UPDATE ${tx.s}.entering SET after = $2, attempt = 0, error = NULL WHERE id = $1`, [id, after]);

export const dropEntering = (tx: Transaction, id: string): Promise<number> =>
  tx.execute(`DELETE FROM ${tx.s}.entering WHERE id = $1`, [id]);

/** What an automation that is switched off or deleted had still to enter. */
export const dropEnterings = (tx: Transaction, automation: string): Promise<number> =>
  tx.execute(`DELETE FROM ${tx.s}.entering WHERE automation = $1`, [automation]);

/** One that failed waits, and holds up no other. */
export const delayEntering = (
  tx: Transaction,
  id: string,
  { runAt, error }: { runAt: string; error: string },
): Promise<number> =>
  tx.execute(`UPDATE ${tx.s}.entering SET attempt = attempt + 1, run_at = $2, error = $3 WHERE id = $1`, [
    id,
    runAt,
    error,
  ]);
