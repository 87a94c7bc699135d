import * as z from "zod";
import { pageOf, pageQueryShape } from "./page.ts";

export const OUTBOX_CHANNELS = [
  "email",
  "sms",
  "telegram",
  "whatsapp",
  "webchat",
  "call",
  "webhook",
] as const;

/** `captured`: it was to go out while no channel was set up, and stands here alone. */
export const OUTBOX_STATES = [
  "queued",
  "sent",
  "captured",
  "failed",
  "uncertain",
  "held",
  "cancelled",
] as const;

const channel = z.enum(OUTBOX_CHANNELS);
const state = z.enum(OUTBOX_STATES);
const text = z.nullable(z.string());

export const outboxQueryShape = {
  ...pageQueryShape,
  /** `chat`: whatever chat it is. */
  channel: z.exactOptional(z.enum([...OUTBOX_CHANNELS, "chat"])),
  state: z.exactOptional(z.enum(["queued", "sent", "failed", "uncertain", "held", "cancelled"])),
  /** A key. */
  automation: z.exactOptional(z.string().min(1)),
  record: z.exactOptional(z.string()),
  /** Part of the recipient, the subject or the text. */
  text: z.exactOptional(z.string().min(1).max(200)),
};

const shared = {
  id: z.string(),
  channel,
  state,
  to: z.string(),
  /** Of a mail. */
  subject: text,
  /** When it went out, else when it was made. */
  at: z.string(),
  reason: text,
  /** It is for its recipient's eyes alone. */
  confidential: z.boolean(),
  automation: z.nullable(z.strictObject({ key: z.string(), name: z.string() })),
  run: text,
  step: text,
  record: z.nullable(z.strictObject({ object: z.string(), id: z.string(), title: text })),
};

const line = z.strictObject({ ...shared, preview: text });

export const outboxSchema = z.strictObject({
  ...pageOf(line).shape,
  /** Nothing leaves the house: no channel is set up. */
  captures: z.boolean(),
});

export const outboxMessageSchema = z.strictObject({
  ...shared,
  cc: z.array(z.string()),
  from: text,
  text,
  html: text,
  segments: z.nullable(z.int()),
  encoding: z.nullable(z.enum(["GSM-7", "UCS-2"])),
  template: text,
  /** Of a call of a webhook. */
  request: z.nullable(z.strictObject({ method: z.string(), url: z.string(), body: z.unknown() })),
  detail: text,
  attempts: z.int(),
  created_at: z.string(),
  /** When the next attempt is made. */
  next_at: text,
  /** Whoever asks may say what became of it, where that is not known. */
  may_settle: z.boolean(),
});

export type OutboxLine = z.infer<typeof line>;
export type OutboxPage = z.infer<typeof outboxSchema>;
export type OutboxMessage = z.infer<typeof outboxMessageSchema>;
