import { name } from "../../formats/index.ts";
import { entry } from "./entry.ts";

/** Archive a record. */
export const archiveEntry = entry({ archive: name });
