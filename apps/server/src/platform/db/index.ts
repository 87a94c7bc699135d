export type { PreparedContent } from "./launcher/prepared-content.ts";
export { startEmbedded } from "./launcher/start-embedded.ts";
export { throwAwayDirectory } from "./launcher/throw-away-directory.ts";
export type { DatabaseLog } from "./log.ts";
export { type Database, openDatabase } from "./open-database.ts";
export { refuseWithoutData } from "./refuse-without-data.ts";
export { createPool } from "./pool.ts";
export { createWorkspace, refuseWithoutWorkspace, type WorkspaceSchema } from "./workspaces.ts";
