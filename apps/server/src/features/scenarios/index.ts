export { buildScenario } from "./build.ts";
export { Lab } from "./lab.ts";
export { findScenarioFiles } from "./find-files.ts";
export { testFile, type FileResult } from "./test-files.ts";
export { runScenario, type Stage } from "./run.ts";
export { UnusablePart } from "./unusable.ts";
export { Names } from "./names.ts";
