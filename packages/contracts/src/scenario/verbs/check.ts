import * as z from "zod";
import { countSchema, stateSchema } from "../expectations.ts";
import { logLineSchema } from "../log-line.ts";
import { entry } from "./entry.ts";

/** Looks at this instant, after everything due has settled. */
export const checkEntry = entry({
  check: z.nullable(z.literal(true)),
  state: z.exactOptional(stateSchema),
  log: z.exactOptional(z.array(logLineSchema)),
  count: z.exactOptional(countSchema),
  /** Number of effects so far. */
  effects: z.exactOptional(z.int().min(0)),
});
