import * as z from "zod";
import { duration } from "../../formats/index.ts";

/** A time from the base: the end of the step above, or the start of the run. */
export const waitFor = z.strictObject({ for: duration });

export type WaitFor = z.infer<typeof waitFor>;
