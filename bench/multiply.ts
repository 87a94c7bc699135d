import type { Home } from "./home.ts";

/** SQL of the id of the n-th copy. */
export const uuid = (kind: "c" | "d", number: string): string =>
  `('0199${kind === "c" ? "0000" : "0001"}-0000-7000-8000-' || lpad(to_hex((${number})::int), 12, '0'))::uuid`;

/** Copies a record by the server; `columns`: what differs, as SQL over `n`. */
export const multiply = async (
  { database, workspace }: Home,
  object: string,
  { of, times, columns }: { of: string; times: number; columns: Readonly<Record<string, string>> },
): Promise<void> => {
  const table = `${workspace.schema}.o_${object}`;
  const { rows } = await database.pool.query<{ name: string }>(
    `SELECT attname AS name FROM pg_attribute WHERE attrelid = '${table}'::regclass AND attnum > 0 AND NOT attisdropped`,
  );
  const names = rows.map(({ name }) => name);
  const sources = names.map((name) => columns[name] ?? `t."${name}"`);
  await database.pool.query(
    `INSERT INTO ${table} ("${names.join('", "')}")
       SELECT ${sources.join(", ")} FROM ${table} t, generate_series(1, ${times}) n WHERE t.id = '${of}'`,
  );
};
