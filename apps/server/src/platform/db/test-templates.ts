import { randomBytes } from "node:crypto";
import type { ClientConfig, Pool } from "pg";
import { nameTestRun, readTestEnvironment } from "../config/index.ts";
import { createPool } from "./pool.ts";
import {
  type CopyStrategy,
  createDatabase,
  databasesLike,
  dropDatabase,
  lockName,
  makeTemplate,
  type Queryable,
  unlockName,
} from "./server.repo.ts";
import { createWorkspace } from "./workspaces.ts";

/*
 * A workspace is some two hundred statements: 300 ms. Each vitest run makes it once, and copies it from there: 30 ms
 * on the embedded server, 80 on Debian's PostgreSQL 15.
 */

const BEGINNING = "test_ready_";

/** For vitest's global setup: names the run after which its templates are named. Answers the teardown. */
export function nameRun(): () => Promise<void> {
  const run = randomBytes(6).toString("hex");
  nameTestRun(run);
  const { databaseUrl } = readTestEnvironment();
  return async () => {
    // A server of the run's own goes as a whole.
    if (databaseUrl === undefined) return;
    const administration = createPool({ connection: { connectionString: databaseUrl }, maxConnections: 1 });
    for (const name of await databasesLike(administration, `${BEGINNING}${run}_`))
      await dropDatabase(administration, name);
    await administration.end();
  };
}

interface Making {
  readonly administration: Queryable;
  readonly strategy: CopyStrategy;
  readonly connectionTo: (database: string) => ClientConfig;
}

/** Makes the database with the workspace `key` in it, empty. Outside vitest nobody would copy it again. */
export async function createReadyDatabase(
  { administration, ...making }: Omit<Making, "administration"> & { readonly administration: Pool },
  name: string,
  key: string,
): Promise<void> {
  const { run } = readTestEnvironment();
  if (run === undefined) return makeReady({ administration, ...making }, name, key);
  const template = `${BEGINNING}${run}_${key}`;
  // One connection for all: the lock is the connection's own.
  const client = await administration.connect();
  try {
    await lockName(client, template);
    if (!(await databasesLike(client, template)).includes(template)) {
      await makeReady({ administration: client, ...making }, name, key);
      await makeTemplate(client, name, template);
    }
    await unlockName(client, template);
  } finally {
    client.release();
  }
  await createDatabase(administration, name, { strategy: making.strategy, template });
}

async function makeReady(
  { administration, strategy, connectionTo }: Making,
  name: string,
  key: string,
): Promise<void> {
  await createDatabase(administration, name, { strategy });
  const pool = createPool({ connection: connectionTo(name), maxConnections: 1 });
  await createWorkspace(pool, key);
  await pool.end();
}
