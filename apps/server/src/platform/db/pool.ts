import { type ClientConfig, Pool } from "pg";
import { type DatabaseLog, silentLog } from "./log.ts";
import { typeParsers } from "./type-parsers.ts";

export interface PoolOptions {
  readonly connection: ClientConfig;
  readonly log?: DatabaseLog;
  /** Shown in pg_stat_activity. */
  readonly applicationName?: string;
  readonly maxConnections?: number;
  /** After so many seconds a connection makes way for a new one; half an hour unless said otherwise. */
  readonly lifetimeSeconds?: number;
}

// What a connection has prepared and read of the catalogue stays with it. After a thousand changes of the model two of
// them held 3 GiB each (tests/failure/model.test.ts); and a plan made for small tables is made anew in time.
const LIFETIME_SECONDS = 30 * 60;

/** Sent with the connection itself, so they cost no round trip and hold from the first statement on. */
const sessionSettings = {
  TimeZone: "UTC",
  DateStyle: "ISO,YMD",
  IntervalStyle: "iso_8601",
  // Compiling costs more than it saves on statements as short as ours.
  jit: "off",
  // Left to itself the server plans every "= ANY($1)" anew each time it runs, which was a third of its work for a
  // save; searches ask for plans of their own (workspace/plans.repo.ts).
  plan_cache_mode: "force_generic_plan",
  // For disks without a head to move. At the default of 4 a plan made while a table was small read it whole for
  // ever after: leaving a member list took 470 µs instead of 28.
  random_page_cost: "1.1",
  // A lost client must not keep its locks; imports and exports work in short statements.
  statement_timeout: "60s",
  idle_in_transaction_session_timeout: "60s",
};

export function createPool({
  connection,
  log = silentLog,
  applicationName,
  maxConnections,
  lifetimeSeconds = LIFETIME_SECONDS,
}: PoolOptions): Pool {
  const settings = Object.entries(sessionSettings).map(([name, value]) => `-c ${name}=${value}`);
  const pool = new Pool({
    ...connection,
    options: [connection.options, ...settings].filter(Boolean).join(" "),
    types: typeParsers,
    application_name: applicationName ?? "cadencia",
    // Statements go out one behind the other, without waiting for each answer (workspace/pipe.ts).
    pipeline: true,
    max: maxConnections ?? 10,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    maxLifetimeSeconds: lifetimeSeconds,
    keepAlive: true,
  });
  // One that breaks while it is checked out emits on the client itself, which without a listener would end the
  // process too. The query under way fails, and the transaction throws the connection away.
  pool.on("connect", (client) => void client.on("error", () => {}));
  // An idle connection that breaks (a server restart) emits here; without a listener it would end the process.
  pool.on("error", (error) => {
    // A pool that has ended may still hear the server's goodbye.
    if (!pool.ended) log.warn(`a database connection was lost: ${error.message}`);
  });
  return pool;
}
