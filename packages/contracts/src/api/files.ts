import * as z from "zod";
import { annotate } from "../problems/index.ts";

/** What hangs on a record without its bytes. */
export const fileSchema = z.strictObject({
  id: z.string(),
  /** As it was called where it came from. */
  name: z.string(),
  type: z.string(),
  /** In bytes. */
  size: z.int(),
  created_at: z.string(),
  /** Who added it. */
  created_by: z.string(),
});

export type FilePayload = z.infer<typeof fileSchema>;

/** What a file is called when it is downloaded: on every system a name, never a path. */
export const fileNameShape = {
  name: annotate(
    z
      .string()
      .trim()
      .min(1)
      .max(255)
      .regex(/^[^/\\\p{Cc}]*$/u),
    { noun: "the name of a file, without / and \\" },
  ),
};
