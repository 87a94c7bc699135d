import { ACTIONS } from "@cadencia/contracts/automation";
import { mergePaths } from "../../../records/index.ts";
import type { FieldProblem } from "../../../../platform/errors/index.ts";
import { StepFailure, type Action, type CheckContext } from "../action.ts";
import { createEach } from "../create-each.ts";
import { duePaths, personPaths } from "../paths.ts";
import { activityFor, type ActivityParameters } from "../plan-activity/activity.ts";
import { armAutoCompletion } from "../plan-activity/auto-completion.ts";
import { planActivityAction } from "../plan-activity/execute.ts";

type Lines = readonly Readonly<Record<string, unknown>>[];

/** A line takes what `plan_activity` takes. */
const checkLine = (line: Lines[number], context: CheckContext): readonly FieldProblem[] => {
  const parsed = ACTIONS.plan_activity.parameters.safeParse(line);
  if (parsed.success) return planActivityAction.check?.(parsed.data, context) ?? [];
  return parsed.error.issues.map((issue) => ({
    field: issue.path.join("."),
    code: "wrong_value",
    message: `${issue.path.join(".")}: ${issue.message}`,
  }));
};

const noPlan = (plan: string | undefined): readonly FieldProblem[] =>
  plan === undefined
    ? []
    : [
        {
          field: "plan",
          code: "unknown_plan",
          message: `there is no activity plan "${plan}"; give its lines`,
        },
      ];

const linesOf = (lines: Lines | undefined): readonly ActivityParameters[] =>
  (lines ?? []).map((line) => ACTIONS.plan_activity.parameters.parse(line));

export const planActivitiesAction: Action<"plan_activities"> = {
  name: "plan_activities",
  paths: ({ lines }) =>
    mergePaths(
      linesOf(lines).flatMap(({ due, owner, fallback }) => [duePaths(due), personPaths(owner, fallback)]),
    ),
  check: ({ plan, lines = [] }, context) => [
    ...noPlan(plan),
    ...lines.flatMap((line, index) =>
      checkLine(line, context).map((problem) => ({ ...problem, field: `lines.${index}.${problem.field}` })),
    ),
  ],
  execute: async (batch) => {
    const { plan, lines: given } = batch.step.parameters;
    const lines = linesOf(given);
    const ids = new Map<string, ActivityParameters>();
    const { outcomes, created } = await createEach(batch, "activity", (step) => {
      if (plan !== undefined)
        throw new StepFailure("missing_template", `there is no activity plan "${plan}"`);
      return lines.map((line) => {
        const id = batch.unit.tx.workspace.newId();
        ids.set(id, line);
        return { id, ...activityFor(line, step, batch.services) };
      });
    });
    const automatic = created.filter(({ record }) => ids.get(record.id)?.auto_complete === true);
    await armAutoCompletion(batch, automatic);
    return outcomes;
  },
};
