import { inTransaction, type Transaction, type Workspace } from "../../platform/workspace/index.ts";
import { raiseModelRevision } from "../objects/index.ts";
import { readDirectory, SaveUnit, type Directory, type Save } from "../records/index.ts";
import { openContext, type AutomationContext, type EngineOptions } from "./context.ts";
import { isConcerned, matchSaves } from "./match.ts";
import { postponeSaves } from "./postpone.ts";
import type { Resolve } from "./rules.ts";

/** The automation engine of one workspace in one process. */
export interface Engine {
  readonly workspace: Workspace;
  readonly options: EngineOptions;
  /** Saves records: what `work` writes commits together with the runs it starts. */
  readonly save: <Result>(work: (unit: SaveUnit) => Promise<Result>) => Promise<Result>;
  /** Runs engine work in one transaction; saves made in it are matched and journalled as any. */
  readonly run: <Result>(work: (context: AutomationContext) => Promise<Result>) => Promise<Result>;
}

export const createEngine = (workspace: Workspace, given: Partial<EngineOptions> = {}): Engine => {
  const options: EngineOptions = { trace: false, resolve: () => null, ...given };
  const run: Engine["run"] = (work) =>
    inTransaction(workspace, async (tx) => {
      const unit = await openUnit(tx, options);
      const result = await work(await openContext(unit, options));
      await unit.flush();
      return result;
    });
  return { workspace, options, run, save: (work) => run(({ unit }) => work(unit)) };
};

/** Opens a unit whose saves are matched against the automations. */
const openUnit = async (tx: Transaction, options: EngineOptions): Promise<SaveUnit> => {
  let directory: Directory | null = null;
  const resolve: Resolve = (object, text) =>
    options.resolve(object, text) ?? (object === "user" ? (directory?.named(text)?.id ?? null) : null);
  const unit = await SaveUnit.open(tx, { resolve, listener: (open, saves) => listen(open, saves, options) });
  directory = await readDirectory(tx, unit.catalog);
  return unit;
};

/**
 * Hears saves. Matching runs under a savepoint: whatever goes wrong in it, the person's save commits, with a job
 * that matches it again (promise 1).
 */
const listen = async (unit: SaveUnit, saves: readonly Save[], options: EngineOptions): Promise<void> => {
  if (saves.some((save) => save.object.key === "user" || save.object.key === "team")) await raiseModelRevision(unit.tx);
  const context = await openContext(unit, options);
  const concerned = saves.filter((save) => isConcerned(context, save));
  if (concerned.length === 0) return;
  const attempt = await unit.attempt(() => matchSaves(context, concerned));
  if (!attempt.ok) await postponeSaves(context, concerned);
};
