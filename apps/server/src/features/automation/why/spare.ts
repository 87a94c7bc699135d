import type { WhyPayload } from "@cadencia/contracts/api";
import type { Rights } from "@cadencia/core/rights";
import { readsEverything } from "../../rights/index.ts";
import type { AutomationContext } from "../context.ts";

/**
 * What an answer keeps back from who does not read everything: details may name values, a payload is somebody else's
 * record or message, and a chain names the records that it came through. The run log keeps the same back.
 */
export const spare = (
  { unit: { catalog } }: AutomationContext,
  rights: Rights,
  answer: WhyPayload,
): WhyPayload => {
  if (readsEverything(rights, catalog.model)) return answer;
  return {
    ...answer,
    now: { ...answer.now, detail: null },
    runs: answer.runs.map((run) => ({
      ...run,
      detail: null,
      payload: null,
      chain: [],
      steps: run.steps.map((step) => ({
        ...step,
        detail: null,
        held: step.held.map((hold) => ({ ...hold, detail: null })),
      })),
    })),
    occasions: answer.occasions.map(({ save, ...occasion }) => ({
      ...occasion,
      detail: null,
      save: save === null ? null : sparedSave(rights, save),
    })),
  };
};

type Save = NonNullable<WhyPayload["occasions"][number]["save"]>;

const sparedSave = (rights: Rights, save: Save): Save => ({
  ...save,
  changed: save.changed.filter((field) => !rights.hides(save.object, field)),
  actor_name: rights.hides("user", "name") || rights.scope("user", "read") !== "all" ? null : save.actor_name,
});
