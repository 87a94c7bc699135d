import * as z from "zod";
import { name } from "../../formats/index.ts";
import { entry } from "./entry.ts";

/** An activity or a task, by its summary, is done by hand. */
export const completeEntry = entry({ complete: z.string(), record: z.exactOptional(name) });
