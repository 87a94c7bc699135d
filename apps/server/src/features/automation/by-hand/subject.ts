import { noSuch } from "@cadencia/core/nearest";
import { Refusal } from "../../../platform/errors/index.ts";
import { readRecords, recordOf, refusalOf } from "../../records/index.ts";
import type { AutomationContext } from "../context.ts";
import { authorise } from "../publisher/authorise.ts";
import { publisherRights } from "../publisher/publisher-rights.ts";
import { readStep, type StepUnderWay } from "../steps.repo.ts";
import { findStepRow, reachedSteps, readRunAtHand, type RunAtHand } from "./subject.repo.ts";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** What somebody does by hand, and with which right on the automation. */
interface Hand {
  readonly run: string;
  readonly actor: string;
  /** Running a step is for who may change its record; doing it again for who may publish the automation too. */
  readonly action: "read" | "edit";
}

/** The run, if this person may do something to it: what it does to its record they may do themselves. */
export const runAtHand = async (
  context: AutomationContext,
  { run: id, actor, action }: Hand,
): Promise<RunAtHand> => {
  const { unit } = context;
  const rights = publisherRights(context, actor);
  const reader = { rights, model: unit.catalog.model };
  const run = UUID.test(id) ? await readRunAtHand(unit.tx, id, reader) : null;
  if (run === null) throw noRun(id);
  await authorise(context, run.key, { actor, action });
  if (rights.everything) return run;
  if (run.record === null) {
    await authorise(context, run.key, { actor, action: "edit" });
    return run;
  }
  const [before] = await readRecords(unit.tx, unit.object(run.object), [run.record]);
  if (before === undefined) return run;
  const refused = await refusalOf(unit, rights, { action: "edit", before });
  if (refused !== null) recordOf(refused);
  return run;
};

export const noRun = (id: string): Refusal => new Refusal("not_found", `there is no run ${id.slice(0, 60)}`);

/** A step of the run, locked with it. */
export const stepAtHand = async (
  { unit: { tx } }: AutomationContext,
  run: RunAtHand,
  step: string,
): Promise<StepUnderWay> => {
  const id = await findStepRow(tx, run.id, step);
  const row = id === null ? null : await readStep(tx, id);
  if (row !== null) return row;
  throw new Refusal("not_found", `${noSuch("step", step, await reachedSteps(tx, run.id))} in this run`);
};

/** While an automation is off nothing of it runs, whoever asks. */
export const refuseInactive = ({ key, state }: Pick<RunAtHand, "key" | "state">): void => {
  if (state === "active") return;
  const message = `automation "${key}" is not active: what waits stays, and nothing is sent`;
  throw new Refusal("automation_inactive", message);
};
