import type { Field, Pipeline, Stage, StageKind } from "@cadencia/core/model";
import { seededRandom, VirtualClock } from "../../../platform/clock/index.ts";
import { createWorkspace } from "../../../platform/db/index.ts";
import { openTestDatabase } from "../../../platform/db/testing.ts";
import {
  createWorkspaceHandle,
  inTransaction,
  type Transaction,
  type Workspace,
  type WorkspaceSettings,
} from "../../../platform/workspace/index.ts";
import {
  ensureTable,
  insertCustomField,
  insertCustomObject,
  raiseModelRevision,
  readCatalog,
  writePipeline,
  writeSettings,
} from "../../objects/index.ts";
import { readDirectory, SaveUnit, type Resolver, type Save } from "../../records/index.ts";

export interface WorkspaceOptions {
  /** Local to the workspace's zone unless it bears an offset. */
  readonly start?: string;
  readonly settings?: Partial<WorkspaceSettings>;
  /** As scenario files write them: "!" marks a won stage, "~" a lost one. */
  readonly pipelines?: Readonly<
    Record<string, { readonly object: string; readonly stages: readonly string[]; readonly owner?: string }>
  >;
  readonly fields?: Readonly<Record<string, readonly Field[]>>;
  readonly objects?: readonly string[];
}

export interface TestWorkspace {
  readonly workspace: Workspace;
  readonly clock: VirtualClock;
  /** Every save that was flushed, in order. */
  readonly saves: readonly Save[];
  /** How many statements ran since it was last asked. */
  readonly statements: () => number;
  /** One transaction with one unit, flushed at its end. */
  readonly inUnit: <Result>(work: (unit: SaveUnit) => Promise<Result>) => Promise<Result>;
  /** A unit in a transaction that somebody else opened. */
  readonly openUnit: (tx: Transaction) => Promise<SaveUnit>;
  readonly close: () => Promise<void>;
}

const SALES = { sales: { object: "deal", stages: ["new", "proposal", "won!", "lost~"] } };

/** A workspace of its own on a real PostgreSQL, with a clock that stands still. */
export const buildWorkspace = async (options: WorkspaceOptions = {}): Promise<TestWorkspace> => {
  const database = await openTestDatabase({ workspace: "test" });
  const { schemaName } = await createWorkspace(database.pool, "test");
  const timeZone = options.settings?.timeZone ?? "Europe/Madrid";
  const clock = new VirtualClock(startOf(options.start ?? "2026-05-04T09:00", timeZone));
  const random = seededRandom(1);
  const workspace = createWorkspaceHandle({ key: "test", schemaName, pool: database.pool, clock, random });
  await inTransaction(workspace, (tx) => configure(tx, options));
  workspace.statements.forget();
  const saves: Save[] = [];
  let count = 0;
  return {
    workspace,
    clock,
    saves,
    statements: () => {
      const counted = count;
      count = 0;
      return counted;
    },
    inUnit: (work) =>
      inTransaction(workspace, async (plain) => {
        const tx = counting(plain, () => void (count += 1));
        const unit = await openUnit(tx, saves);
        const result = await work(unit);
        await unit.flush();
        return result;
      }),
    openUnit: (tx) => openUnit(tx, saves),
    close: database.close,
  };
};

const startOf = (text: string, timeZone: string): Temporal.Instant =>
  /(Z|[+-]\d{2}:\d{2})$/.test(text)
    ? Temporal.Instant.from(text)
    : Temporal.PlainDateTime.from(text).toZonedDateTime(timeZone).toInstant();

const configure = async (tx: Transaction, options: WorkspaceOptions): Promise<void> => {
  await writeSettings(tx, options.settings ?? {});
  for (const key of options.objects ?? []) await insertCustomObject(tx, { key, label: key });
  for (const [object, fields] of Object.entries(options.fields ?? {})) {
    for (const field of fields)
      await insertCustomField(tx, { object, field: { ...field, custom: true }, back: null });
  }
  for (const [key, { object, stages, owner }] of Object.entries(options.pipelines ?? SALES)) {
    await writePipeline(tx, pipeline(key, { object, stages, owner: owner ?? null }), key);
  }
  await raiseModelRevision(tx);
  const { model } = await readCatalog(tx);
  for (const object of model.objects.values()) await ensureTable(tx, object);
};

const KINDS: Readonly<Record<string, StageKind>> = { "!": "won", "~": "lost" };

const pipeline = (
  key: string,
  { object, stages, owner }: { object: string; stages: readonly string[]; owner: string | null },
): Pipeline => ({
  key,
  object,
  owner,
  stages: stages.map((text, position): Stage => {
    const name = text.replace(/[!~]$/, "");
    return { key: `${key}/${name}`, pipeline: key, name, kind: KINDS[text.slice(-1)] ?? "open", position };
  }),
});

const openUnit = async (tx: Transaction, saves: Save[]): Promise<SaveUnit> => {
  const catalog = await readCatalog(tx);
  const directory = await readDirectory(tx, catalog);
  const resolve: Resolver = (object, text) =>
    object === "user" ? (directory.named(text)?.id ?? null) : null;
  return SaveUnit.open(tx, { resolve, listener: async (_, heard) => void saves.push(...heard) });
};

const counting = (tx: Transaction, onStatement: () => void): Transaction => ({
  ...tx,
  query: (text, values) => {
    onStatement();
    return tx.query(text, values);
  },
  execute: (text, values) => {
    onStatement();
    return tx.execute(text, values);
  },
});
