import type { Pool } from "pg";

export interface ServerFacts {
  /** Such as 150004 for 15.4. */
  readonly versionNumber: number;
  readonly version: string;
  readonly encoding: string;
}

export async function readServerFacts(pool: Pool): Promise<ServerFacts> {
  const { rows } = await pool.query<{ number: string; version: string; encoding: string }>(
    `SELECT current_setting('server_version_num') AS number,
            current_setting('server_version') AS version,
            current_setting('server_encoding') AS encoding`,
  );
  const [row] = rows;
  if (row === undefined) throw new Error("the server answered nothing about itself");
  return { versionNumber: Number(row.number), version: row.version, encoding: row.encoding };
}

export async function createDatabase(pool: Pool, name: string): Promise<void> {
  // template0 knows no local additions; copying files is faster than logging them where nothing is synced.
  await pool.query(`CREATE DATABASE "${name}" TEMPLATE template0 ENCODING 'UTF8' STRATEGY FILE_COPY`);
}

export async function dropDatabase(pool: Pool, name: string): Promise<void> {
  await pool.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
}
