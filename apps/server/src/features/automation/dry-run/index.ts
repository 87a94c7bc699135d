export { dryRun, type DryRunRequest, type Rehearsal } from "./dry-run.ts";
