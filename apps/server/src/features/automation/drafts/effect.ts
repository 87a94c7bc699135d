import type { draftEffectSchema } from "@cadencia/contracts/api";
import type * as z from "zod";
import { inTrial, type Transaction } from "../../../platform/workspace/index.ts";
import { existing } from "../automations.service.ts";
import { createEngine, type Engine } from "../engine.ts";
import { authorise } from "../publisher/authorise.ts";
import { countActiveRuns, countOpenSteps, readOpenSteps } from "./effect.repo.ts";
import { publishDraft } from "./drafts.service.ts";

type DraftEffect = z.infer<typeof draftEffectSchema>;

/** Moved at once when an edit is published; the steps of later runs move by and by. */
const MOST_RUNS = 500;
const MOST_SHOWN = 50;

interface Asked {
  readonly actor: string;
  readonly revision: number;
}

/**
 * What publishing a draft would mean for the runs under way: where they stand, and whose step would run sooner if they
 * moved. It is really published and moved, in a transaction that is rolled back.
 */
export const effectOfDraft = async (
  engine: Engine,
  key: string,
  { actor, revision }: Asked,
): Promise<DraftEffect> => {
  const standing = await engine.run(async (context) => {
    await authorise(context, key, { actor, action: "edit" });
    const { tx } = context.unit;
    const { id } = await existing(context, key);
    return { id, runs: await countActiveRuns(tx, id), steps: await countOpenSteps(tx, id) };
  });
  if (standing.runs === 0) return { runs: 0, steps: [], sooner: 0, at_once: 0, ending: 0, examples: [] };
  const moved = await inTrial(engine.workspace, engine.workspace.clock, (trial) => {
    const { resolve } = engine.options;
    return createEngine(trial, { resolve }).change(async (context) => {
      const { tx } = context.unit;
      const before = await openSteps(tx, standing.id);
      await publishDraft(context, key, { actor, revision, activeRuns: "move" });
      return compare(before, await openSteps(tx, standing.id), tx.now);
    });
  });
  return { runs: standing.runs, steps: standing.steps, ...moved };
};

type Step = Awaited<ReturnType<typeof readOpenSteps>>[number];

const openSteps = async (tx: Transaction, automation: string): Promise<ReadonlyMap<string, Step>> =>
  new Map((await readOpenSteps(tx, automation, MOST_RUNS)).map((step) => [step.id, step]));

const compare = (
  before: ReadonlyMap<string, Step>,
  after: ReadonlyMap<string, Step>,
  now: Temporal.Instant,
): Pick<DraftEffect, "sooner" | "at_once" | "ending" | "examples"> => {
  const isPast = (at: string): boolean => Temporal.Instant.compare(Temporal.Instant.from(at), now) <= 0;
  const sooner = [...after.values()].flatMap((step) => {
    const was = before.get(step.id)?.at ?? null;
    if (was === null || step.at === null || Date.parse(step.at) >= Date.parse(was)) return [];
    return [{ record: step.record, step: step.step, before: was, after: step.at }];
  });
  const going = new Set([...after.values()].map(({ run }) => run));
  const ended = new Set([...before.values()].map(({ run }) => run).filter((run) => !going.has(run)));
  return {
    sooner: sooner.length,
    at_once: sooner.filter(({ after: at }) => isPast(at)).length,
    ending: ended.size,
    examples: sooner
      .toSorted((left, right) => Date.parse(left.after) - Date.parse(right.after))
      .slice(0, MOST_SHOWN),
  };
};
