import * as z from "zod";

const LONGEST_TEXT = 100_000;
const LONGEST_SUBJECT = 998;

/** A message that a person writes to a record's customer. Merge fields are filled for the record, as in a template. */
export const handMessageSchema = z.strictObject({
  channel: z.enum(["email", "sms"]),
  /** Of a mail. */
  subject: z.exactOptional(z.string().max(LONGEST_SUBJECT)),
  text: z.string().max(LONGEST_TEXT),
  /** Only tells what would be sent to whom, or why nothing would be. */
  preview: z.exactOptional(z.boolean()),
});

/** One recipient's message as it goes out, or why it does not. */
export const sentByHandSchema = z.strictObject({
  /** Address or number; null where there is none. */
  to: z.nullable(z.string()),
  from: z.nullable(z.string()),
  subject: z.nullable(z.string()),
  text: z.nullable(z.string()),
  /** Of an SMS. */
  segments: z.nullable(z.int()),
  notSent: z.nullable(z.strictObject({ reason: z.string(), detail: z.string() })),
});

export type HandMessagePayload = z.infer<typeof sentByHandSchema>;
