import { filterSchema } from "../../automation/index.ts";
import { name } from "../../formats/index.ts";
import { entry } from "./entry.ts";

/** Names the one record found, for later lines. */
export const nameEntry = entry({ name, object: name, where: filterSchema });
