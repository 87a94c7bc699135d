import * as z from "zod";
import { entry } from "./entry.ts";

/** The engine does not run between `down` and `up`; the web side does. */
export const upEntry = entry({ up: z.literal(true) });
