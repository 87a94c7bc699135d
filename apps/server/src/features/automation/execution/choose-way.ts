import type { StepOutcome } from "../actions/action.ts";
import { Graph, readRecords, RecordNode } from "../../records/index.ts";
import type { AutomationContext } from "../context.ts";
import { endRuns } from "../exit.ts";
import { filterPaths } from "../paths.ts";
import type { Rule, Stop } from "../rule.ts";
import type { ClaimedStep } from "../step-rows.ts";
import { eventHappened, skipsTimeout } from "./awaited.ts";
import { finishSteps } from "./finish.ts";
import { neverDue } from "./limits.ts";
import { stillMembers } from "./still-members.ts";

interface WaitedBranch {
  readonly rule: Rule;
  readonly stop: Stop;
  readonly steps: readonly ClaimedStep[];
}

/** The wait of a branch is over: whoever still belongs to the run goes the way that holds now. */
export const chooseWay = async (
  context: AutomationContext,
  { rule, stop, steps }: WaitedBranch,
): Promise<void> => {
  const { unit } = context;
  const ids = steps.flatMap(({ record }) => record ?? []);
  const records = await readRecords(unit.tx, unit.object(rule.object), ids, "update");
  const nodes = new Map(records.map((record) => [record.id, new RecordNode(record)]));
  if (rule.trigger.kind === "enters")
    await new Graph(unit.tx, unit.catalog.model).load(
      [...nodes.values()],
      filterPaths(rule.trigger.watched.filter),
    );
  const members = await stillMembers(context, { rule, steps }, nodes);
  const staying = steps.filter(({ record }) => record === null || members.has(record));
  const leaving = steps.filter((step) => !staying.includes(step));
  await endRuns(unit, { runs: leaving.map(({ run }) => run) }, { reason: "left_criterion" });
  await finishSteps(
    context,
    rule,
    staying.map((step) => {
      const { status, ...why } = outcomeOf(stop, step);
      return { step, end: { id: step.id, status, reason: why.reason ?? null, detail: why.detail ?? null } };
    }),
  );
};

type Outcome = Exclude<StepOutcome, { status: "waiting" | "sending" | "failed" }>;

const outcomeOf = (stop: Stop, step: ClaimedStep): Outcome => {
  if (skipsTimeout(stop, step)) return { status: "skipped", reason: "event_timeout" };
  if (step.due === null) return neverDue;
  return step.hurried || eventHappened(step)
    ? { status: "done" }
    : { status: "done", reason: "event_timeout" };
};
