import { mergePaths } from "../../../records/index.ts";
import type { Action } from "../action.ts";
import { duePaths, personPaths } from "../paths.ts";
import { checkDue, checkPerson, checkSelect } from "../checks.ts";
import { createEach } from "../create-each.ts";
import { activityFor } from "./activity.ts";
import { armAutoCompletion } from "./auto-completion.ts";

export const planActivityAction: Action<"plan_activity"> = {
  name: "plan_activity",
  paths: ({ due, owner, fallback }) => mergePaths([duePaths(due), personPaths(owner, fallback)]),
  check: (parameters, context) => [
    ...checkSelect(context, { object: "activity", field: "type", value: parameters.type }),
    ...checkDue(context, "due", parameters.due),
    ...checkPerson(context, "owner", parameters.owner),
    ...checkPerson(context, "fallback", parameters.fallback),
  ],
  execute: async (batch) => {
    const { parameters } = batch.step;
    const { outcomes, created } = await createEach(batch, "activity", (step) =>
      activityFor(parameters, step, batch.services),
    );
    if (parameters.auto_complete === true) await armAutoCompletion(batch, created);
    return outcomes;
  },
};
