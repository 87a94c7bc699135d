import { name } from "../../formats/index.ts";
import { entry } from "./entry.ts";

/** Unarchive a record. */
export const unarchiveEntry = entry({ unarchive: name });
