import type { ClientBase, Pool } from "pg";

export interface WorkspaceRow {
  readonly key: string;
  readonly schemaName: string;
  readonly name: string;
}

export async function listWorkspaceRows(client: ClientBase | Pool): Promise<WorkspaceRow[]> {
  const { rows } = await client.query<WorkspaceRow>(
    `SELECT key, schema_name AS "schemaName", name FROM platform.workspace ORDER BY key`,
  );
  return rows;
}

/** Whether any workspace has ever been made in this database. */
export async function hasWorkspaces(client: ClientBase | Pool): Promise<boolean> {
  const { rows } = await client.query<{ made: boolean }>(
    "SELECT to_regclass('platform.workspace') IS NOT NULL AS made",
  );
  return rows[0]?.made === true && (await listWorkspaceRows(client)).length > 0;
}

/** Registered and with an empty schema, or neither. */
export async function insertWorkspace(
  client: ClientBase,
  { key, schemaName, name }: WorkspaceRow,
): Promise<void> {
  await client.query("BEGIN");
  try {
    await client.query(
      `INSERT INTO platform.workspace (key, schema_name, name, created_at) VALUES ($1, $2, $3, now())
       ON CONFLICT (key) DO NOTHING`,
      [key, schemaName, name],
    );
    await client.query(`CREATE SCHEMA IF NOT EXISTS "${schemaName}"`);
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  }
}

export async function deleteWorkspace(client: ClientBase, { key, schemaName }: WorkspaceRow): Promise<void> {
  await client.query(`DROP SCHEMA IF EXISTS "${schemaName}" CASCADE`);
  await client.query("DELETE FROM platform.migration WHERE schema_name = $1", [schemaName]);
  await client.query("DELETE FROM platform.workspace WHERE key = $1", [key]);
}
