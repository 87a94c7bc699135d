/** Automations as code: out to YAML files and back. */
export {
  applyAutomations,
  type Applied,
  type ApplyOptions,
  type ApplyResult,
  type Deed,
} from "./apply-automations.ts";
export { readAutomationFiles, type AutomationFile, type ReadFiles, type Written } from "./read-files.ts";
export { exportAutomations } from "./read-workspace.ts";
