import { differencesBetween, printAutomation, type Automation } from "@cadencia/contracts/automation";
import { Refusal } from "../../platform/errors/index.ts";
import {
  activateAutomation,
  catchUpAhead,
  finishChangingAhead,
  deactivateAutomation,
  defineAutomation,
  publishAutomation,
  removeAutomation,
  type ActiveRuns,
  type AutomationContext,
  type Engine,
} from "../automation/index.ts";
import { parsePath } from "./parse-path.ts";
import type { Written } from "./read-files.ts";
import { readStanding, type Standing } from "./read-workspace.ts";

export interface ApplyOptions {
  /** Deletes automations that no file names. */
  readonly prune?: boolean;
  /** Does everything and rolls it back. */
  readonly dryRun?: boolean;
  /** The user whose rights the automations act with; null for the system. */
  readonly publisher?: string | null;
  /** What becomes of runs under way of what is published; they finish unless said otherwise. */
  readonly activeRuns?: ActiveRuns;
}

export type Deed = "created" | "published" | "switched on" | "switched off" | "removed";

/** What became of one automation; no deeds: it was so already. */
export interface Applied {
  readonly key: string;
  readonly version: number;
  readonly deeds: readonly Deed[];
}

export type ApplyResult =
  | { readonly ok: true; readonly applied: readonly Applied[] }
  /** Nothing was done. */
  | { readonly ok: false; readonly problems: readonly string[] };

/** Carries a result out of a transaction that must not be committed. */
class Undone extends Error {
  readonly result: ApplyResult;

  constructor(result: ApplyResult) {
    super("nothing of this is kept");
    this.result = result;
  }
}

/** Brings the workspace's automations to what the files say, in one transaction: all of it or nothing. */
export const applyAutomations = async (
  engine: Engine,
  written: readonly Written[],
  options: ApplyOptions = {},
): Promise<ApplyResult> => {
  if (options.dryRun !== true) await catchUpChanged(engine, written);
  try {
    return await engine.change(async (context) => {
      const result = await applyAll(context, written, options);
      if (!result.ok || options.dryRun === true) throw new Undone(result);
      return result;
    });
  } catch (error) {
    if (error instanceof Undone) return error.result;
    throw error;
  }
};

/** What has come due of those that will change is done beside other people's saves. */
const catchUpChanged = async (engine: Engine, written: readonly Written[]): Promise<void> => {
  const standing = await engine.run(readStanding);
  const wanted = new Map(written.map(({ automation }) => [automation.key, automation]));
  const changed = standing.filter(({ automation, row }) => {
    const next = wanted.get(row.key);
    return automation.active && next?.active === true && differencesBetween(automation, next).length > 0;
  });
  const off = standing.filter(
    ({ automation, row }) => automation.active && wanted.get(row.key)?.active === false,
  );
  await finishChangingAhead(engine, keys(standing));
  if (changed.length > 0) await catchUpAhead(engine, keys(changed), { many: true });
  if (off.length > 0) await catchUpAhead(engine, keys(off), { many: false });
};

const keys = (some: readonly Standing[]): string[] => some.map(({ row }) => row.key);

const applyAll = async (
  context: AutomationContext,
  written: readonly Written[],
  { prune = false, publisher = null, activeRuns = "finish" }: ApplyOptions,
): Promise<ApplyResult> => {
  const standing = new Map((await readStanding(context)).map((each) => [each.row.key, each]));
  const applied: Applied[] = [];
  const problems: string[] = [];
  for (const each of written) {
    try {
      applied.push(
        await applyOne(context, each.automation, {
          standing: standing.get(each.automation.key),
          publisher,
          activeRuns,
        }),
      );
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      problems.push(...locateRefusal(error, each));
    }
  }
  const named = new Set(written.map(({ automation }) => automation.key));
  for (const { row } of prune ? standing.values() : []) {
    if (named.has(row.key)) continue;
    await removeAutomation(context, row.key);
    applied.push({ key: row.key, version: row.version, deeds: ["removed"] });
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, applied };
};

/** A refusal names paths within the automation; people need the line of their file. */
export const locateRefusal = (refusal: Refusal, written: Written): string[] =>
  refusal.problems.length === 0
    ? [written.locate(["key"], refusal.message)]
    : refusal.problems.map(({ field, message }) => written.locate(parsePath(field), message));

const applyOne = async (
  context: AutomationContext,
  wanted: Automation,
  {
    standing,
    publisher,
    activeRuns,
  }: Pick<Required<ApplyOptions>, "publisher" | "activeRuns"> & {
    readonly standing: Standing | undefined;
  },
): Promise<Applied> => {
  const { key } = wanted;
  const deeds: Deed[] = [];
  const isOn = standing?.automation.active ?? false;
  if (isOn && !wanted.active) {
    await deactivateAutomation(context, key);
    deeds.push("switched off");
  }
  let version = standing?.row.version ?? 1;
  if (standing === undefined) {
    await defineAutomation(context, printAutomation(wanted), { publisher });
    deeds.push("created");
  } else if (differencesBetween(standing.automation, wanted).length > 0) {
    const row = await publishAutomation(context, key, {
      definition: wanted,
      activeRuns,
      publisher,
    });
    version = row.version;
    deeds.push("published");
  }
  if (!isOn && wanted.active) {
    await activateAutomation(context, key, { existing: false });
    deeds.push("switched on");
  }
  return { key, version, deeds };
};
