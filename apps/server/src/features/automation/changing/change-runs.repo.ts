import type { Transaction } from "../../../platform/workspace/index.ts";

/** The next of an automation's runs under way, in the order of their ids; none behind `last`, where that is given. */
export const readRunsAfter = async (
  tx: Transaction,
  automation: string,
  {
    after,
    last,
    limit,
  }: { readonly after: string | null; readonly last: string | null; readonly limit: number },
): Promise<string[]> => {
  const rows = await tx.query<{ id: string }>(
    `SELECT id FROM ${tx.s}.run
      WHERE automation = $1 AND status = 'active' AND id > $2 AND ($3::uuid IS NULL OR id <= $3)
      ORDER BY id LIMIT $4`,
    [automation, after ?? BEFORE_ALL, last, limit],
  );
  return rows.map((row) => row.id);
};

const BEFORE_ALL = "00000000-0000-0000-0000-000000000000";

/** The youngest of an automation's runs under way. */
export const readLastRun = async (tx: Transaction, automation: string): Promise<string | null> => {
  const [row] = await tx.query<{ id: string }>(
    `SELECT id FROM ${tx.s}.run WHERE automation = $1 AND status = 'active' ORDER BY id DESC LIMIT 1`,
    [automation],
  );
  return row?.id ?? null;
};
