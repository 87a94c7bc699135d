import type { ClientBase } from "pg";

/** One key for all of Cadencia; PostgreSQL keeps advisory locks apart by database. */
const lockKey = "cadencia:migrate";

/** Waits for whoever migrates now. The lock belongs to the connection: a process that dies gives it up. */
export async function lockMigrations(client: ClientBase): Promise<void> {
  await client.query("SET statement_timeout = 0");
  await client.query("SELECT pg_advisory_lock(hashtextextended($1, 0))", [lockKey]);
}

export async function unlockMigrations(client: ClientBase): Promise<void> {
  await client.query("SELECT pg_advisory_unlock(hashtextextended($1, 0))", [lockKey]);
  await client.query("RESET statement_timeout");
}

/** Not IF NOT EXISTS alone: that asks for the right to create even where there is nothing to do. */
export async function ensureLedger(client: ClientBase): Promise<void> {
  const { rows } = await client.query("SELECT to_regclass('platform.migration') IS NULL AS missing");
  if (rows[0]?.missing !== true) return;
  await client.query(`
    CREATE SCHEMA IF NOT EXISTS platform;
    CREATE TABLE platform.migration (
      schema_name text NOT NULL,
      name text NOT NULL,
      applied_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (schema_name, name)
    )`);
}

export interface AppliedMigration {
  readonly schemaName: string;
  readonly name: string;
}

/** Of all schemas at once: a start with two hundred workspaces asks one question. */
export async function readApplied(client: ClientBase): Promise<AppliedMigration[]> {
  const { rows } = await client.query<AppliedMigration>(
    `SELECT schema_name AS "schemaName", name FROM platform.migration`,
  );
  return rows;
}

export async function recordApplied(
  client: ClientBase,
  { schemaName, name }: AppliedMigration,
): Promise<void> {
  await client.query("INSERT INTO platform.migration (schema_name, name) VALUES ($1, $2)", [
    schemaName,
    name,
  ]);
}

/** Behind one long read an ALTER TABLE would stop all traffic, so it gives up soon and tries again. */
export async function beginMigration(client: ClientBase): Promise<void> {
  await client.query(`
    BEGIN;
    SET LOCAL lock_timeout = '200ms';
    SET LOCAL idle_in_transaction_session_timeout = 0`);
}
