import type { WhyPayload } from "@cadencia/contracts/api";
import type { AutomationContext } from "../context.ts";
import type { Occasion } from "./inquiry.ts";
import { kindOf } from "./occasions/saves.ts";

export const presentOccasion = (
  { directory }: AutomationContext,
  { save, ...occasion }: Occasion,
): WhyPayload["occasions"][number] => ({
  ...occasion,
  save:
    save === null
      ? null
      : {
          seq: save.seq,
          at: save.at,
          object: save.object,
          record: save.record,
          kind: kindOf(save),
          changed: save.changed.filter((field) => !field.endsWith("__object")),
          actor: save.actor,
          actor_name: nameIn(directory.users.get(save.actor ?? "")?.values["name"]),
          automation: save.automation,
          step: save.step,
        },
});

const nameIn = (value: unknown): string | null => (typeof value === "string" ? value : null);
