import { join } from "node:path";
import type { ClientConfig, Pool } from "pg";
import type { Config } from "../config/index.ts";
import { asDatabaseError } from "./connection-errors.ts";
import { parseDatabaseUrl, type ServerAddress } from "./database-url.ts";
import { DatabaseError } from "./errors.ts";
import { startEmbedded } from "./launcher/start-embedded.ts";
import { type DatabaseLog, silentLog } from "./log.ts";
import { createPool } from "./pool.ts";
import { readServerFacts, type ServerFacts } from "./server.repo.ts";

export interface OpenOptions {
  readonly log?: DatabaseLog;
  readonly applicationName?: string;
  readonly maxConnections?: number;
}

export interface Database {
  readonly pool: Pool;
  /** For a pool or client of one's own, such as graphile-worker's or a LISTEN connection. */
  readonly connection: ClientConfig;
  readonly server: ServerFacts;
  /** The data folder, or host:port/database; never a password. */
  readonly where: string;
  /** Ends the pool, then our use of the embedded server. */
  readonly close: () => Promise<void>;
}

const oldestVersion = 150_000;

export async function openDatabase(
  config: Pick<Config, "databaseUrl" | "dataDirectory">,
  options: OpenOptions = {},
): Promise<Database> {
  const log = options.log ?? silentLog;
  const { connection, where, stop } = await findServer(config, log);
  const pool = createPool({ connection, ...options });
  const close = async (): Promise<void> => {
    await pool.end();
    await stop();
  };
  try {
    const server = await readServerFacts(pool);
    refuseUnfit(server, where);
    return { pool, connection, server, where, close };
  } catch (error) {
    await close();
    throw asDatabaseError(error, where);
  }
}

interface FoundServer extends ServerAddress {
  readonly stop: () => Promise<void>;
}

async function findServer(
  { databaseUrl, dataDirectory }: Pick<Config, "databaseUrl" | "dataDirectory">,
  log: DatabaseLog,
): Promise<FoundServer> {
  if (databaseUrl !== undefined) return { ...parseDatabaseUrl(databaseUrl), stop: async () => {} };
  const directory = join(dataDirectory, "database");
  const { connection, stop } = await startEmbedded({ directory, log });
  return { connection, where: directory, stop };
}

function refuseUnfit({ versionNumber, version, encoding }: ServerFacts, where: string): void {
  if (versionNumber < oldestVersion)
    throw new DatabaseError("DB_TOO_OLD", { where, why: `version ${version}` });
  if (encoding !== "UTF8") throw new DatabaseError("DB_ENCODING", { where, why: `encoding ${encoding}` });
}
