import { findAutomation } from "./automations.repo.ts";
import type { AutomationContext } from "./context.ts";
import type { Engine } from "./engine.ts";
import { executeDue } from "./execution/execute.ts";
import { fireDue } from "./fire.ts";
import { workOffJob } from "./jobs/work-off.ts";
import { readDueMoments } from "./moments.repo.ts";
import { hearsOverdue, reportOverdue } from "./overdue/report-overdue.ts";
import { haveStepsBefore } from "./steps.repo.ts";
import { sweep } from "./sweep.ts";

/** So many steps and messages are taken in hand at once. */
const MOST_STEPS = 100;

/** Which of what has come due is done before the rules change. */
export interface CatchUp {
  /** The automations that change; what others have to do is left to the workers. */
  readonly of: readonly string[];
  /**
   * Also what is started for many records part by part: entering, presses, occurrences. Not of an automation that is
   * switched off: whoever stops it wants no more of that, and it rests until it is switched on again.
   */
  readonly many: boolean;
}

/**
 * Does what has come due under the rules as they still are. Whoever publishes or switches off after downtime ends
 * what waits from now on; what came due before is not lost with it (promise 4). Nobody can save meanwhile: where much
 * may be due, `catchUpAhead` is called first.
 */
export const catchUp = async (context: AutomationContext, what: CatchUp): Promise<void> => {
  await finishChangingRuns(context, what.of);
  await sweep(context, what);
  while (await catchUpPart(context, what));
  if (!what.many) return;
  while (await workOffJob(context, { sort: "enter", of: what.of }));
};

/** The same beside other people's saves, part by part in transactions of their own. Automations that are off have nothing due. */
export const catchUpAhead = async (
  engine: Engine,
  keys: readonly string[],
  { many }: Pick<CatchUp, "many">,
): Promise<void> => {
  await finishChangingAhead(engine, keys);
  const of = await engine.run(async (context) => {
    const rows = [];
    for (const key of keys) rows.push(await findAutomation(context.unit.tx, key));
    const active = rows.flatMap((row) => (row?.state === "active" ? [row.id] : []));
    if (active.length > 0) await sweep(context, { of: active });
    return active;
  });
  if (of.length === 0) return;
  while (await engine.run((context) => catchUpPart(context, { of, many })))
    if (many) await engine.deliver(MOST_STEPS);
  if (!many) return;
  while (await engine.change((context) => workOffJob(context, { sort: "enter", of })));
};

/** What the last change of these automations brings about, beside other people's saves. */
export const finishChangingAhead = async (engine: Engine, keys: readonly string[]): Promise<void> => {
  const of = await engine.run(async ({ unit }) => {
    const rows = [];
    for (const key of keys) rows.push(await findAutomation(unit.tx, key));
    return rows.flatMap((row) => row?.id ?? []);
  });
  while (of.length > 0 && (await engine.change((context) => workOffJob(context, { sort: "runs", of }))));
};

/** What the last change of these automations brings about is finished before the next, also while they are off. */
export const finishChangingRuns = async (
  context: AutomationContext,
  of: readonly string[],
): Promise<void> => {
  while (await workOffJob(context, { sort: "runs", of }));
};

const catchUpPart = async (context: AutomationContext, { of, many }: CatchUp): Promise<boolean> => {
  // Of what is switched off nothing is executed any more.
  if (many && (await executeEarlier(context, of))) return true;
  if ((await fireDue(context, { of, parts: many })).count > 0) return true;
  const hears = context.rules.active.some((rule) => of.includes(rule.id) && hearsOverdue(rule));
  if (hears && (await reportOverdue(context)) > 0) return true;
  return workOffJob(context, { sort: "other", of });
};

/**
 * What these automations had to do before their next moment is executed before it, as by the workers: a run of
 * yesterday's occurrence has ended when today's begins. False where it is in the hands of others.
 */
const executeEarlier = async (context: AutomationContext, of: readonly string[]): Promise<boolean> => {
  const { unit } = context;
  const [next] = await readDueMoments(unit.tx, { limit: 1, of });
  if (next === undefined || !(await haveStepsBefore(unit.tx, of, next.at))) return false;
  const before = Temporal.Instant.from(next.at);
  const executed = await executeDue(context, { steps: MOST_STEPS, groups: MOST_STEPS, before });
  await unit.flush();
  return executed > 0;
};
