/** The version of apps/server/package.json, which the published bundle does not have at hand (version.test.ts). */
export const VERSION = "0.1.0";
