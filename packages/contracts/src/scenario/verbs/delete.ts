import { name } from "../../formats/index.ts";
import { entry } from "./entry.ts";

/** Delete a record. */
export const deleteEntry = entry({ delete: name });
