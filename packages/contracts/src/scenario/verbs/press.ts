import * as z from "zod";
import { key, name } from "../../formats/index.ts";
import { entry } from "./entry.ts";

/** Manual start, for one record or for all that satisfy `when`. */
export const pressEntry = entry({ press: key, record: z.exactOptional(name) });
