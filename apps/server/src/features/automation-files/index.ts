/** Automations as code: out to YAML files and back. */
export { applyAutomations, type Applied, type ApplyOptions, type Deed } from "./apply-automations.ts";
export { readAutomationFiles, type AutomationFile } from "./read-files.ts";
export { exportAutomations } from "./read-workspace.ts";
export { planAutomations, type Planned } from "./plan-automations.ts";
