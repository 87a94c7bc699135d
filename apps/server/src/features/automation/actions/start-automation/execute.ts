import type { Action } from "../action.ts";

export const startAutomationAction: Action<"start_automation"> = {
  name: "start_automation",
  execute: ({ services, step: { parameters }, steps }) =>
    services.startAutomation(parameters.automation, steps),
};
