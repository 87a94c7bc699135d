export { buildScenario } from "./build.ts";
export { Lab } from "./lab.ts";
export { findScenarioFiles, testFile, type FileResult } from "./test-files.ts";
export { Names } from "./names.ts";
