import * as z from "zod";
import { key, name } from "../../formats/index.ts";
import { effectSchema } from "../effect.ts";
import { logLineSchema } from "../log-line.ts";
import { entry } from "./entry.ts";

/** What a dry run says; nothing may come of it. */
export const dryRunEntry = entry({
  dry_run: key,
  record: name,
  expect: z.exactOptional(z.array(effectSchema)),
  log: z.exactOptional(z.array(logLineSchema)),
});
