import * as z from "zod";
import { filter } from "../filter.ts";

export const SAVE_KINDS = ["created", "updated", "saved", "deleted", "archived", "unarchived"] as const;
export type SaveKind = (typeof SAVE_KINDS)[number];

/** A save commits. */
export const onTrigger = z.strictObject({
  on: z.enum(SAVE_KINDS),
  /** Watch list: only if one of them really changed value. */
  fields: z.exactOptional(z.array(z.string().min(1)).min(1)),
  /** Judged on the record as it was. */
  before: z.exactOptional(filter),
});

export type OnTrigger = z.infer<typeof onTrigger>;
