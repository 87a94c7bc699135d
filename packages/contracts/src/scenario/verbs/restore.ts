import { name } from "../../formats/index.ts";
import { entry } from "./entry.ts";

/** Restore a record. */
export const restoreEntry = entry({ restore: name });
