import * as z from "zod";
import { annotate } from "../problems/index.ts";
import { texts } from "./shared.ts";

const text = annotate(z.union([z.string(), texts]), { noun: "a text or one for each language" });

export const templateSchema = z.strictObject({
  kind: z.enum(["email", "sms", "message", "call", "survey", "notify"]),
  subject: z.exactOptional(text),
  body: z.exactOptional(text),
  transactional: z.exactOptional(z.boolean()),
  transliterate: z.exactOptional(z.boolean()),
});

export type ScenarioTemplate = z.infer<typeof templateSchema>;
