import { randomInt } from "node:crypto";
import type { Field, Pipeline, Stage, StageKind } from "@cadencia/core/model";
import {
  activateAutomation,
  createEngine,
  defineAutomation,
  type Engine,
} from "../../apps/server/src/features/automation/index.ts";
import type { Transports } from "../../apps/server/src/features/messaging/index.ts";
import {
  tablesScript,
  insertCustomField,
  raiseModelRevision,
  readCatalog,
  writePipeline,
  writeSettings,
} from "../../apps/server/src/features/objects/index.ts";
import { recordOf, type Input, type StoredRecord } from "../../apps/server/src/features/records/index.ts";
import { seededRandom, systemClock, type Clock } from "../../apps/server/src/platform/clock/index.ts";
import { createPool, createWorkspace } from "../../apps/server/src/platform/db/index.ts";
import { openTestDatabase, type TestDatabase } from "../../apps/server/src/platform/db/testing.ts";
import {
  createWorkspaceHandle,
  inTransaction,
  type Transaction,
  type Workspace,
  type WorkspaceSettings,
} from "../../apps/server/src/platform/workspace/index.ts";

export interface WorkspaceOptions {
  /** The system's clock unless given. */
  readonly clock?: Clock;
  readonly settings?: Partial<WorkspaceSettings>;
  readonly fields?: Readonly<Record<string, readonly Field[]>>;
  /** As scenario files write them: "!" marks a won stage, "~" a lost one. */
  readonly stages?: readonly string[];
  readonly transports?: (workspace: Workspace) => Transports;
}

/** A workspace of its own on a real PostgreSQL, as one process sees it. */
export interface TestWorkspace {
  readonly database: TestDatabase;
  readonly workspace: Workspace;
  readonly engine: Engine;
  /** The same workspace as a further process would see it: with caches, ids and connections of its own. */
  readonly peer: () => Engine;
  /** Defines automations and switches them on; answers their ids in order. */
  readonly automate: (...automations: readonly Readonly<Record<string, unknown>>[]) => Promise<string[]>;
  readonly create: (object: string, inputs: readonly Input[]) => Promise<StoredRecord[]>;
  readonly update: (object: string, id: string, input: Input) => Promise<StoredRecord>;
  /** Runs SQL in which `{s}` stands for the workspace's schema. */
  readonly query: <Row extends Record<string, unknown>>(
    text: string,
    values?: readonly unknown[],
  ) => Promise<Row[]>;
  readonly close: () => Promise<void>;
}

export const openWorkspace = async (options: WorkspaceOptions = {}): Promise<TestWorkspace> => {
  const database = await openTestDatabase({ workspace: "test" });
  const { schemaName } = await createWorkspace(database.pool, "test");
  const clock = options.clock ?? systemClock;
  const handle = { key: "test", schemaName, clock };
  const workspace = createWorkspaceHandle({
    ...handle,
    pool: database.pool,
    random: seededRandom(randomInt(2 ** 31)),
  });
  await inTransaction(workspace, (tx) => configure(tx, options));
  workspace.statements.forget();
  const engineOf = (own: Workspace): Engine =>
    createEngine(own, options.transports === undefined ? {} : { transports: options.transports(own) });
  const engine = engineOf(workspace);
  const pools = [database.pool];
  const home: Omit<TestWorkspace, "close"> = {
    database,
    workspace,
    engine,
    peer: () => {
      const pool = createPool({
        connection: database.connection,
        applicationName: "cadencia-peer",
        maxConnections: 4,
      });
      pools.push(pool);
      return engineOf(createWorkspaceHandle({ ...handle, pool, random: seededRandom(randomInt(2 ** 31)) }));
    },
    automate: (...automations) =>
      engine.run(async (context) => {
        const ids: string[] = [];
        for (const automation of automations) {
          const { id, key } = await defineAutomation(context, automation, { publisher: null });
          await activateAutomation(context, key, { existing: false });
          ids.push(id);
        }
        return ids;
      }),
    create: (object, inputs) =>
      engine.save(async (unit) =>
        (
          await unit.create(
            object,
            inputs.map((input) => ({ input })),
          )
        ).map(recordOf),
      ),
    update: (object, id, input) =>
      engine.save(async (unit) => recordOf((await unit.update(object, [{ id, input }]))[0])),
    query: async <Row extends Record<string, unknown>>(text: string, values: readonly unknown[] = []) =>
      (await database.pool.query<Row>(text.replaceAll("{s}", workspace.schema), [...values])).rows,
  };
  return {
    ...home,
    close: async () => {
      for (const pool of pools.slice(1)) await pool.end();
      await database.close();
    },
  };
};

const configure = async (tx: Transaction, options: WorkspaceOptions): Promise<void> => {
  const { fields = {}, settings = {}, stages = ["new", "proposal", "won!", "lost~"] } = options;
  await writeSettings(tx, settings);
  for (const [object, own] of Object.entries(fields)) {
    for (const field of own)
      await insertCustomField(tx, { object, field: { ...field, custom: true }, back: null });
  }
  await writePipeline(tx, pipelineOf(stages), "Sales");
  await raiseModelRevision(tx);
  const { model } = await readCatalog(tx);
  await tx.script(tablesScript(tx.s, [...model.objects.values()]));
};

const KINDS: Readonly<Record<string, StageKind>> = { "!": "won", "~": "lost" };

const pipelineOf = (stages: readonly string[]): Pipeline => ({
  key: "sales",
  object: "deal",
  owner: null,
  stages: stages.map((text, position): Stage => {
    const name = text.replace(/[!~]$/, "");
    return { key: `sales/${name}`, pipeline: "sales", name, kind: KINDS[text.slice(-1)] ?? "open", position };
  }),
});
