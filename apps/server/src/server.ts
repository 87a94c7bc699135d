import { ensureAdministrator, forgetOldKeys, takeFromEnvironment } from "./features/access/index.ts";
import { createEngine, type Engine } from "./features/automation/index.ts";
import { prepareWorkspace } from "./features/objects/index.ts";
import { systemClock, systemRandom, type Clock } from "./platform/clock/index.ts";
import type { Config } from "./platform/config/index.ts";
import { createWorkspace, openDatabase, type Database, type DatabaseLog } from "./platform/db/index.ts";
import { createWorkspaceHandle, inTransaction, type Workspace } from "./platform/workspace/index.ts";

export interface OpenCadencia {
  readonly config: Config;
  readonly log?: DatabaseLog;
  readonly clock?: Clock;
  readonly maxConnections?: number;
}

/** The product on an open database: what a server, a worker or a command works with. */
export interface Cadencia {
  readonly database: Database;
  readonly workspace: Workspace;
  readonly engine: Engine;
  readonly close: () => Promise<void>;
}

const WORKSPACE = "main";

/** Opens the database and brings it up to this version; the first time it makes workspace and administrator. */
export const openCadencia = async ({
  config,
  clock = systemClock,
  ...options
}: OpenCadencia): Promise<Cadencia> => {
  const database = await openDatabase(config, options);
  try {
    const { key, schemaName } = await createWorkspace(database.pool, WORKSPACE);
    const { pool } = database;
    const workspace = createWorkspaceHandle({ key, schemaName, pool, clock, random: systemRandom });
    const engine = createEngine(workspace);
    await inTransaction(workspace, prepareWorkspace);
    await engine.save((unit) => ensureAdministrator(unit, config.adminEmail));
    await takeFromEnvironment(engine, config);
    await inTransaction(workspace, forgetOldKeys);
    return { database, workspace, engine, close: database.close };
  } catch (error) {
    await database.close();
    throw error;
  }
};
