import * as z from "zod";
import { clock, offset } from "../../formats/index.ts";

/** The moment `field + offset` comes. */
export const dateTrigger = z.strictObject({
  date: z.strictObject({
    field: z.string().min(1),
    offset: z.exactOptional(offset),
    /** Wall-clock hour of that day; only with offsets that count days. */
    at: z.exactOptional(clock),
  }),
});

export type DateTrigger = z.infer<typeof dateTrigger>;
