import type { Migration } from "../../migration.ts";
import { workspaces } from "./0001-workspaces.ts";

/** What all workspaces share, in the schema `platform`. */
export const platformMigrations: readonly Migration[] = [workspaces];
