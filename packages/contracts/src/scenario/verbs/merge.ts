import * as z from "zod";
import { name } from "../../formats/index.ts";
import { entry } from "./entry.ts";

/** Two records of one object become one: the first is kept. */
export const mergeEntry = entry({ merge: z.array(name).length(2) });
