export { buildScenario } from "./build.ts";
export { Lab } from "./lab.ts";
export { findScenarioFiles } from "./find-files.ts";
export { testFile, type FileResult } from "./test-files.ts";
export type { Stage } from "./run.ts";
export { Names } from "./names.ts";
