import { randomBytes } from "node:crypto";
import type { ClientConfig, Pool } from "pg";
import { readTestEnvironment } from "../config/index.ts";
import { startEmbedded } from "./launcher/start-embedded.ts";
import { throwAwayDirectory } from "./launcher/throw-away-directory.ts";
import { silentLog } from "./log.ts";
import { createPool } from "./pool.ts";
import { type CopyStrategy, createDatabase, dropDatabase } from "./server.repo.ts";
import { awaitSharedServer } from "./shared-test-server.ts";
import { createReadyDatabase } from "./test-templates.ts";

export interface TestDatabase {
  readonly pool: Pool;
  readonly connection: ClientConfig;
  /** What a child process needs in its DATABASE_URL to work on the same database. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** A database of one's own on a real server, empty or with an empty workspace of that key; gone after close(). */
export async function openTestDatabase({
  workspace,
}: { readonly workspace?: string } = {}): Promise<TestDatabase> {
  const server = await findTestServer();
  const name = `test_${randomBytes(6).toString("hex")}`;
  const administration = createPool({ connection: server.connection, maxConnections: 1 });
  const { strategy } = server;
  const connectionTo = (database: string): ClientConfig => onDatabase(server.connection, database);
  if (workspace === undefined) await createDatabase(administration, name, { strategy });
  else await createReadyDatabase({ administration, strategy, connectionTo }, name, workspace);
  const connection = connectionTo(name);
  // A laboratory changes its model every few milliseconds.
  const pool = createPool({ connection, applicationName: "cadencia-test", lifetimeSeconds: 60 });
  return {
    pool,
    connection,
    url: urlOf(connection),
    async close() {
      await pool.end();
      await dropDatabase(administration, name);
      await administration.end();
      await server.stop();
    },
  };
}

interface TestServer {
  readonly strategy: CopyStrategy;
  readonly connection: ClientConfig;
  readonly stop: () => Promise<void>;
}

async function findTestServer(): Promise<TestServer> {
  const { databaseUrl, sharedServerDirectory } = readTestEnvironment();
  if (databaseUrl !== undefined)
    return { connection: { connectionString: databaseUrl }, strategy: "WAL_LOG", stop: async () => {} };
  if (sharedServerDirectory !== undefined) {
    const connection = await awaitSharedServer(sharedServerDirectory);
    return { connection, strategy: "FILE_COPY", stop: async () => {} };
  }
  return startOwnServer();
}

/** Outside vitest, in a benchmark say. */
async function startOwnServer(): Promise<TestServer> {
  const server = await startEmbedded({ directory: throwAwayDirectory(), throwAway: true, log: silentLog });
  return { ...server, strategy: "FILE_COPY" };
}

function onDatabase({ connectionString, ...connection }: ClientConfig, database: string): ClientConfig {
  if (connectionString === undefined) return { ...connection, database };
  const url = new URL(connectionString);
  url.pathname = `/${database}`;
  return { ...connection, connectionString: url.href };
}

function urlOf({ connectionString, host, user, database }: ClientConfig): string {
  // A host before the path keeps it a URL for every parser; the parameter wins.
  return (
    connectionString ?? `postgresql://${user}@localhost/${database}?host=${encodeURIComponent(host ?? "")}`
  );
}
