import * as z from "zod";
import { oneLine } from "./settings.ts";

export const newApiKeySchema = z.strictObject({
  /** What it is for. */
  name: oneLine.max(100),
  /** The user that it acts as, by id; who asks unless said otherwise. Another is for administrators to say. */
  user: z.exactOptional(z.uuid()),
});

const shape = {
  id: z.string(),
  name: z.string(),
  /** The user that it acts as, never with more rights than theirs. */
  user: z.strictObject({ id: z.string(), name: z.string() }),
  created_at: z.string(),
  /** To the minute; null where it never was. */
  last_used_at: z.nullable(z.string()),
  /** Null while it lets in. */
  revoked_at: z.nullable(z.string()),
  /** Whether it is the one that asks. */
  current: z.boolean(),
};

export const apiKeySchema = z.strictObject(shape);

/** The only answer that bears the secret. */
export const madeApiKeySchema = z.strictObject({ ...shape, secret: z.string() });

export type ApiKeyPayload = z.infer<typeof apiKeySchema>;
export type MadeApiKeyPayload = z.infer<typeof madeApiKeySchema>;
