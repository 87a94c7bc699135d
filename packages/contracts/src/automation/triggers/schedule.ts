import * as z from "zod";
import { clock } from "../../formats/index.ts";

/** At each occurrence, once for every record that satisfies `when`. */
export const scheduleTrigger = z.strictObject({
  schedule: z.strictObject({ rrule: z.string().min(1), at: z.exactOptional(clock) }),
});

export type ScheduleTrigger = z.infer<typeof scheduleTrigger>;
