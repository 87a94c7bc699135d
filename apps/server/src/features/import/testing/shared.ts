import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Data that is handed to the project beside its repository; tests that need it say so when it is not there. */
export const SHARED = fileURLToPath(new URL("../../../../../../../shared/data/", import.meta.url));
export const hasShared = existsSync(SHARED);
