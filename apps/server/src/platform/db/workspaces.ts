import type { Pool } from "pg";
import { DatabaseError } from "./errors.ts";
import {
  allMigrations,
  type MigrationLists,
  migratePlatform,
  migrateSchemas,
  underMigrationLock,
} from "./migrate.ts";
import {
  deleteWorkspace,
  hasWorkspaces,
  insertWorkspace,
  listWorkspaceRows,
  type WorkspaceRow,
} from "./workspaces.repo.ts";

export interface WorkspaceSchema {
  readonly key: string;
  readonly name: string;
  readonly schemaName: string;
  /** Quoted, ready to stand before a dot. */
  readonly schema: string;
}

interface CreateOptions {
  readonly name?: string;
  readonly lists?: MigrationLists;
}

/** Makes the workspace with its schema and tables, the platform's first when missing. One that exists is brought up to date. */
export async function createWorkspace(
  pool: Pool,
  key: string,
  { name = key, lists = allMigrations }: CreateOptions = {},
): Promise<WorkspaceSchema> {
  const row = { key, schemaName: schemaNameOf(key), name };
  return underMigrationLock(pool, async (client) => {
    await migratePlatform(client, lists.platform);
    await insertWorkspace(client, row);
    await migrateSchemas(client, [row.schemaName], lists.workspace);
    return present(row);
  });
}

/** Refuses a database in which nobody has made a workspace. */
export async function refuseWithoutWorkspace(pool: Pool): Promise<void> {
  if (!(await hasWorkspaces(pool))) throw new DatabaseError("DB_NO_WORKSPACE");
}

export async function listWorkspaces(pool: Pool): Promise<WorkspaceSchema[]> {
  const rows = await listWorkspaceRows(pool);
  return rows.map(present);
}

/** With all its data, for good. */
export async function dropWorkspace(pool: Pool, key: string): Promise<void> {
  const row = { key, schemaName: schemaNameOf(key), name: key };
  return underMigrationLock(pool, (client) => deleteWorkspace(client, row));
}

function schemaNameOf(key: string): string {
  // PostgreSQL cuts names at 63 bytes, silently.
  if (/^[a-z][a-z0-9_]{0,39}$/u.test(key)) return `ws_${key}`;
  throw new DatabaseError("DB_WORKSPACE_KEY", { why: `"${key}"` });
}

function present({ key, name, schemaName }: WorkspaceRow): WorkspaceSchema {
  return { key, name, schemaName, schema: `"${schemaName}"` };
}
