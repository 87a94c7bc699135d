import type { Transaction } from "../../../platform/workspace/index.ts";
import type { ChainLink } from "../../records/index.ts";

type Loose<Row> = Row & { readonly [column: string]: unknown };

/** What a run goes back to. */
export interface Causes {
  readonly id: string;
  readonly base: string;
  readonly depth: number;
  readonly chain: readonly ChainLink[];
  readonly payload: unknown;
}

export const readCauses = (tx: Transaction, runs: readonly string[]): Promise<Causes[]> =>
  tx.query<Loose<Causes>>(
    `SELECT id, base_at AS base, depth, chain, payload FROM ${tx.s}.run WHERE id = ANY($1::uuid[])`,
    [runs],
  );

export interface StepId {
  readonly id: string;
  readonly run: string;
  readonly step: string;
}

export const readStepRowIds = (tx: Transaction, runs: readonly string[]): Promise<StepId[]> =>
  tx.query<Loose<StepId>>(`SELECT id, run, step FROM ${tx.s}.run_step WHERE run = ANY($1::uuid[])`, [runs]);

export interface RunHold {
  readonly run: string;
  readonly step: string;
  readonly at: string;
  readonly reason: string;
  readonly detail: string | null;
}

/** When steps of these runs were put off, and why. */
export const readHoldsOf = (
  tx: Transaction,
  { automation, record, runs }: { automation: string; record: string; runs: readonly string[] },
): Promise<RunHold[]> =>
  tx.query<Loose<RunHold>>(
    `SELECT run, step, at, reason, detail FROM ${tx.s}.run_log
      WHERE record = $2 AND automation = $1 AND run = ANY($3::uuid[]) AND step IS NOT NULL ORDER BY seq LIMIT 1000`,
    [automation, record, runs],
  );

/** Keys of automations, deleted ones too. */
export const readKeys = async (
  tx: Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  const rows = await tx.query<{ id: string; key: string }>(
    `SELECT id, split_part(key, '~', 1) AS key FROM ${tx.s}.automation WHERE id = ANY($1::uuid[])`,
    [ids],
  );
  return new Map(rows.map(({ id, key }) => [id, key]));
};
