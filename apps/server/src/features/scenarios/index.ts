export { Lab } from "./lab.ts";
export { findScenarioFiles, testFile, type FileResult } from "./test-files.ts";
