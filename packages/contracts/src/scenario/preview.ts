import * as z from "zod";
import { moment } from "../formats/index.ts";

/** What `activate` or `edit_segment` says before anything happens; only what is named is compared. */
export const previewSchema = z.strictObject({
  enter: z.exactOptional(z.int()),
  reached: z.exactOptional(z.int()),
  suppressed: z.exactOptional(z.int()),
  no_address: z.exactOptional(z.int()),
  first_due: z.exactOptional(z.nullable(moment)),
  leave: z.exactOptional(z.int()),
  stay: z.exactOptional(z.int()),
});

export type Preview = z.infer<typeof previewSchema>;
