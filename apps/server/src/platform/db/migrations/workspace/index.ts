import type { Migration } from "../../migration.ts";

/** What each workspace has in a schema of its own. */
export const workspaceMigrations: readonly Migration[] = [];
