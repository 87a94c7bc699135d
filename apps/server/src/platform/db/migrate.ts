import type { ClientBase, Pool, PoolClient } from "pg";
import { asDatabaseError } from "./connection-errors.ts";
import { DatabaseError } from "./errors.ts";
import { pause } from "./launcher/real-time.ts";
import type { Migration, SqlRunner } from "./migration.ts";
import {
  beginMigration,
  ensureLedger,
  lockMigrations,
  readApplied,
  recordApplied,
  unlockMigrations,
} from "./migrations.repo.ts";
import { platformMigrations } from "./migrations/platform/index.ts";
import { workspaceMigrations } from "./migrations/workspace/index.ts";
import { listWorkspaceRows } from "./workspaces.repo.ts";

export interface MigrationLists {
  readonly platform: readonly Migration[];
  readonly workspace: readonly Migration[];
}

export const allMigrations: MigrationLists = { platform: platformMigrations, workspace: workspaceMigrations };

/** Brings the platform and every workspace up to this version. Answers what it did, as `schema name`. */
export function migrate(pool: Pool, lists: MigrationLists = allMigrations): Promise<string[]> {
  return underMigrationLock(pool, async (client) => {
    const done = await migratePlatform(client, lists.platform);
    const workspaces = await listWorkspaceRows(client);
    const schemas = workspaces.map(({ schemaName }) => schemaName);
    return [...done, ...(await migrateSchemas(client, schemas, lists.workspace))];
  });
}

/** Two processes that start together migrate one after the other; the second finds nothing to do. */
export async function underMigrationLock<Result>(
  pool: Pool,
  work: (client: ClientBase) => Promise<Result>,
): Promise<Result> {
  let client: PoolClient | undefined;
  let healthy = false;
  try {
    client = await pool.connect();
    await lockMigrations(client);
    const result = await work(client);
    await unlockMigrations(client);
    healthy = true;
    return result;
  } catch (error) {
    throw asDatabaseError(error, "the migrations");
  } finally {
    // A connection in an unknown state is closed, and its lock with it.
    client?.release(!healthy);
  }
}

export async function migratePlatform(
  client: ClientBase,
  migrations: readonly Migration[],
): Promise<string[]> {
  await ensureLedger(client);
  return migrateSchemas(client, ["platform"], migrations);
}

export async function migrateSchemas(
  client: ClientBase,
  schemas: readonly string[],
  migrations: readonly Migration[],
): Promise<string[]> {
  refuseDisorder(migrations);
  const appliedBySchema = Map.groupBy(await readApplied(client), ({ schemaName }) => schemaName);
  const applied = (schemaName: string): Set<string> =>
    new Set(appliedBySchema.get(schemaName)?.map(({ name }) => name));
  // All are looked at before the first is changed.
  for (const schemaName of schemas) refuseNewer({ schemaName, applied: applied(schemaName), migrations });

  const done: string[] = [];
  for (const schemaName of schemas) {
    const pending = migrations.filter(({ name }) => !applied(schemaName).has(name));
    for (const migration of pending) {
      await applyPatiently(client, schemaName, migration);
      done.push(`${schemaName} ${migration.name}`);
    }
  }
  return done;
}

/** Some 60 tries over half a minute. */
async function applyPatiently(client: ClientBase, schemaName: string, migration: Migration): Promise<void> {
  for (let attempt = 1; attempt <= 60; attempt += 1) {
    if (await apply(client, schemaName, migration)) return;
    await pause(100 + 10 * attempt);
  }
  throw new DatabaseError("DB_MIGRATION_BLOCKED", { where: `${schemaName} ${migration.name}` });
}

const lockNotAvailable = "55P03";

/** False when a table it needs is in use. */
async function apply(client: ClientBase, schemaName: string, migration: Migration): Promise<boolean> {
  await beginMigration(client);
  try {
    await migration.up(runOn(client), `"${schemaName}"`);
    await recordApplied(client, { schemaName, name: migration.name });
    await client.query("COMMIT");
    return true;
  } catch (error) {
    await client.query("ROLLBACK");
    if ((error as { code?: string }).code === lockNotAvailable) return false;
    throw error;
  }
}

function runOn(client: ClientBase): SqlRunner {
  return async (text, values) => {
    // Several statements in one text are allowed without values, and answer a list of results.
    const result: unknown = await client.query(text, values as unknown[] | undefined);
    const last = Array.isArray(result) ? result.at(-1) : result;
    return (last as { rows: Array<Record<string, unknown>> }).rows;
  };
}

interface SchemaState {
  readonly schemaName: string;
  readonly applied: ReadonlySet<string>;
  readonly migrations: readonly Migration[];
}

function refuseNewer({ schemaName, applied, migrations }: SchemaState): void {
  const known = new Set(migrations.map(({ name }) => name));
  const unknown = [...applied].filter((name) => !known.has(name)).toSorted();
  if (unknown.length === 0) return;
  const why = `this version does not know the migration ${unknown.join(", ")}`;
  throw new DatabaseError("DB_NEWER", { where: `schema ${schemaName}`, why });
}

/** A mistake in the code, not in the database. */
function refuseDisorder(migrations: readonly Migration[]): void {
  const names = migrations.map(({ name }) => name);
  const malformed = names.find((name) => !/^\d{4}-[a-z0-9-]+$/u.test(name));
  if (malformed !== undefined)
    throw new Error(`the migration ${malformed} is not named like 0007-message-segments`);
  const numbers = names.map((name) => name.slice(0, 4));
  const disordered = numbers.find((number, index) => index > 0 && number <= (numbers[index - 1] ?? ""));
  if (disordered !== undefined)
    throw new Error(`the migration number ${disordered} is used twice or out of order`);
}
