import type { Transaction } from "../../platform/workspace/index.ts";

export const readAddressStates = async (
  tx: Transaction,
  addresses: readonly string[],
): Promise<[string, string][]> => {
  const rows = await tx.query<{ address: string; state: string }>(
    `SELECT address, state FROM ${tx.s}.address_state WHERE address = ANY($1::text[])`,
    [addresses],
  );
  return rows.map((row) => [row.address, row.state]);
};

/** Sets the state of addresses, and shows it on every contact that bears one of them. */
export const setAddressStates = async (
  tx: Transaction,
  states: ReadonlyMap<string, string>,
): Promise<void> => {
  const values = [[...states.keys()], [...states.values()], tx.now.toString()];
  await tx.execute(
    `INSERT INTO ${tx.s}.address_state (address, state, since)
       SELECT address, state, $3 FROM unnest($1::text[], $2::text[]) AS v(address, state)
     ON CONFLICT (address) DO UPDATE SET state = excluded.state, since = excluded.since`,
    values,
  );
  await tx.execute(
    `UPDATE ${tx.s}.o_contact c SET email_state = v.state
       FROM unnest($1::text[], $2::text[]) AS v(address, state)
      WHERE c.email__f = v.address AND c.email_state IS DISTINCT FROM v.state`,
    values.slice(0, 2),
  );
};

/** The recurring ones among these products, with their list price. */
export const readRecurringProducts = async (
  tx: Transaction,
  products: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  const rows = await tx.query<{ id: string; price: string | null }>(
    `SELECT id, price FROM ${tx.s}.o_product WHERE id::text = ANY($1::text[]) AND recurring`,
    [products],
  );
  return new Map(rows.map((row) => [row.id, row.price ?? "0"]));
};

/** How often each of these plans is charged. */
export const readPlanIntervals = async (
  tx: Transaction,
  plans: readonly string[],
): Promise<ReadonlyMap<string, "month" | "year">> => {
  const rows = await tx.query<{ id: string; interval: string | null }>(
    `SELECT id, "interval" FROM ${tx.s}.o_plan WHERE id = ANY($1::uuid[])`,
    [plans],
  );
  return new Map(rows.map((row) => [row.id, row.interval === "year" ? "year" : "month"]));
};
