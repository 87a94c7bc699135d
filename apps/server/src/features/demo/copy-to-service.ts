import type { AutomationInput } from "@cadencia/contracts/automation";
import type { Texts } from "./texts/texts.ts";

/** What the demo has beyond the seeds of any fresh workspace: to copy what was won there is a pipeline to copy it to. */
export const copyToService = (texts: Texts, folder: string): AutomationInput => ({
  key: "copy-won-deal-to-service",
  ...texts.copyToService,
  object: "deal",
  folder,
  trigger: { enters: { stage: "sales/won" } },
  steps: [{ id: "copy", do: "copy_deal", with: { pipeline: "service", stage: "service/new" } }],
});
