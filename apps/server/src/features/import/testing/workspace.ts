import type { Field, Pipeline, Stage, StageKind } from "@cadencia/core/model";
import { seededRandom, VirtualClock } from "../../../platform/clock/index.ts";
import { createWorkspace } from "../../../platform/db/index.ts";
import { openTestDatabase } from "../../../platform/db/testing.ts";
import {
  createWorkspaceHandle,
  inTransaction,
  type Transaction,
  type Workspace,
} from "../../../platform/workspace/index.ts";
import { createEngine, type Engine } from "../../automation/index.ts";
import {
  ensureTable,
  insertCustomField,
  raiseModelRevision,
  readCatalog,
  writePipeline,
} from "../../objects/index.ts";
import { recordOf, type Input, type StoredRecord } from "../../records/index.ts";

export interface ImportWorkspace {
  readonly workspace: Workspace;
  readonly engine: Engine;
  readonly build: (object: string, input: Input) => Promise<StoredRecord>;
  readonly query: <Row extends Record<string, unknown>>(text: string) => Promise<Row[]>;
  readonly close: () => Promise<void>;
}

interface Options {
  readonly fields?: Readonly<Record<string, readonly Field[]>>;
  /** As scenario files write them: "!" marks a won stage, "~" a lost one. */
  readonly stages?: readonly string[];
}

/** A workspace of its own on a real PostgreSQL, with an engine and one pipeline of deals. */
export const buildWorkspace = async (options: Options = {}): Promise<ImportWorkspace> => {
  const database = await openTestDatabase({ workspace: "test" });
  const { schemaName } = await createWorkspace(database.pool, "test");
  const clock = new VirtualClock(Temporal.Instant.from("2016-10-01T08:00:00Z"));
  const workspace = createWorkspaceHandle({
    key: "test",
    schemaName,
    pool: database.pool,
    clock,
    random: seededRandom(1),
  });
  await inTransaction(workspace, (tx) => configure(tx, options));
  workspace.statements.forget();
  const engine = createEngine(workspace);
  return {
    workspace,
    engine,
    build: (object, input) =>
      engine.save(async (unit) => recordOf((await unit.create(object, [{ input }]))[0])),
    query: (text) => inTransaction(workspace, (tx) => tx.query(text.replaceAll("o_", `${tx.s}.o_`))),
    close: database.close,
  };
};

const configure = async (
  tx: Transaction,
  { fields = {}, stages = ["new", "won!", "lost~"] }: Options,
): Promise<void> => {
  for (const [object, own] of Object.entries(fields)) {
    for (const field of own)
      await insertCustomField(tx, { object, field: { ...field, custom: true }, back: null });
  }
  await writePipeline(tx, pipeline(stages), "Sales");
  await raiseModelRevision(tx);
  const { model } = await readCatalog(tx);
  for (const object of model.objects.values()) await ensureTable(tx, object);
};

const KINDS: Readonly<Record<string, StageKind>> = { "!": "won", "~": "lost" };

const pipeline = (stages: readonly string[]): Pipeline => ({
  key: "sales",
  object: "deal",
  owner: null,
  stages: stages.map((text, position): Stage => {
    const name = text.replace(/[!~]$/, "");
    return { key: `sales/${name}`, pipeline: "sales", name, kind: KINDS[text.slice(-1)] ?? "open", position };
  }),
});
