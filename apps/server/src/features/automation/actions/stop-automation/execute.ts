import type { Action } from "../action.ts";

export const stopAutomationAction: Action<"stop_automation"> = {
  name: "stop_automation",
  execute: ({ services, automation, step: { parameters }, steps }) =>
    services.stopAutomation(parameters.automation, { steps, by: automation.name }),
};
