export { CodedError } from "./coded-error.ts";
export { type Config, readConfig } from "./environment.ts";
export { nameTestRun, readTestEnvironment, shareTestServer } from "./test-environment.ts";
export { VERSION } from "./version.ts";
