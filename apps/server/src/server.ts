import {
  ensureAdministrator,
  forgetOldKeys,
  isWaiting,
  takeFromEnvironment,
} from "./features/access/index.ts";
import { createEngine, type Engine } from "./features/automation/index.ts";
import { fillAtStart } from "./features/demo/index.ts";
import { prepareWorkspace } from "./features/objects/index.ts";
import { systemClock, systemRandom, type Clock } from "./platform/clock/index.ts";
import type { Config } from "./platform/config/index.ts";
import {
  createWorkspace,
  openDatabase,
  refuseWithoutData,
  refuseWithoutWorkspace,
  type Database,
  type DatabaseLog,
} from "./platform/db/index.ts";
import { createWorkspaceHandle, inTransaction, type Workspace } from "./platform/workspace/index.ts";

export interface OpenCadencia {
  readonly config: Config;
  readonly log?: DatabaseLog;
  readonly clock?: Clock;
  readonly maxConnections?: number;
  /** Refuse where no workspace was made yet, and make none. */
  readonly existing?: boolean;
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
  existing = false,
  ...options
}: OpenCadencia): Promise<Cadencia> => {
  if (existing) refuseWithoutData(config);
  const database = await openDatabase(config, options);
  try {
    if (existing) await refuseWithoutWorkspace(database.pool);
    const { key, schemaName } = await createWorkspace(database.pool, WORKSPACE);
    const { pool } = database;
    const workspace = createWorkspaceHandle({ key, schemaName, pool, clock, random: systemRandom });
    const engine = createEngine(workspace);
    await inTransaction(workspace, prepareWorkspace);
    await engine.save((unit) => ensureAdministrator(unit, config.adminEmail));
    if (await isWaiting(engine)) await fillAtStart(engine, config);
    await takeFromEnvironment(engine, config);
    await inTransaction(workspace, forgetOldKeys);
    return { database, workspace, engine, close: database.close };
  } catch (error) {
    await database.close();
    throw error;
  }
};
