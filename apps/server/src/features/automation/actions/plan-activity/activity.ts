import type { ActionParameters } from "@cadencia/contracts/automation";
import type { ActionServices, StepAtWork } from "../action.ts";
import type { Creation } from "../create-each.ts";
import { recordOfStep } from "../outcomes.ts";
import { doneFor, personFor } from "../people.ts";

/** One activity to be planned: what `plan_activity` takes, and each line of `plan_activities`. */
export type ActivityParameters = ActionParameters<"plan_activity">;

/** Three business days, like the contract; also where the date that `due` counts from is empty. */
const DEFAULT_DUE = "3bd";

export const activityFor = (
  parameters: ActivityParameters,
  step: StepAtWork,
  services: ActionServices,
): Creation => {
  const record = recordOfStep(step);
  const person = personFor(services, step, { who: parameters.owner, fallback: parameters.fallback });
  const due = services.due(step, parameters.due ?? DEFAULT_DUE) ?? services.due(step, DEFAULT_DUE);
  return {
    input: {
      type: parameters.type ?? "to_do",
      summary: services.render(parameters.summary, step),
      note: parameters.note === undefined ? null : services.render(parameters.note, step),
      due: due?.toString() ?? null,
      owner: person.user.id,
      record: { object: record.object, id: record.id },
    },
    success: doneFor(person),
  };
};
