import * as z from "zod";
import { key, moment, name, stepId } from "../formats/index.ts";
import { annotate, keyedUnion } from "../problems/index.ts";
import { texts, values } from "./shared.ts";

const text = z.exactOptional(z.string());
const people = annotate(z.union([z.string(), z.array(z.string())]), { noun: "a text or a list of texts" });

const effect = <Shape extends z.core.$ZodShape>(shape: Shape) =>
  z.strictObject({
    at: moment,
    record: z.exactOptional(name),
    automation: z.exactOptional(key),
    step: z.exactOptional(stepId),
    ...shape,
  });

const email = z.strictObject({
  to: z.exactOptional(people),
  cc: z.exactOptional(people),
  from: text,
  subject: text,
  text,
  html: text,
  template: text,
  headers: z.exactOptional(texts),
});

const sms = z.strictObject({
  to: text,
  text,
  segments: z.exactOptional(z.int()),
  encoding: z.exactOptional(z.enum(["GSM-7", "UCS-2"])),
});

const EFFECTS = {
  email: effect({ email }),
  sms: effect({ sms }),
  message: effect({ message: z.strictObject({ channel: text, to: text, text }) }),
  call: effect({ call: z.strictObject({ to: text, text }) }),
  webhook: effect({ webhook: z.strictObject({ url: text, body: z.exactOptional(z.unknown()) }) }),
  notify: effect({ notify: z.strictObject({ to: text, text }) }),
  create: effect({ create: name, set: z.exactOptional(values) }),
  /** Each field with its value before and after. */
  update: effect({ update: z.record(z.string(), z.array(z.unknown()).length(2)) }),
  complete: effect({ complete: z.strictObject({ summary: text }) }),
  archive: effect({ archive: z.literal(true) }),
  delete: effect({ delete: z.literal(true) }),
  followers: effect({
    followers: z.strictObject({
      added: z.exactOptional(z.array(z.string())),
      removed: z.exactOptional(z.array(z.string())),
    }),
  }),
};

export type EffectKind = keyof typeof EFFECTS;
export const EFFECT_KINDS = Object.keys(EFFECTS) as readonly EffectKind[];

/** One thing that automations did; attributes left out are not compared. */
export const effectSchema = keyedUnion("an effect", EFFECTS);

export type ExpectedEffect = z.infer<typeof effectSchema>;

export const effectKind = (of: ExpectedEffect): EffectKind => {
  const kind = EFFECT_KINDS.find((candidate) => candidate in of);
  if (!kind) throw new TypeError(`no kind of effect: ${Object.keys(of).join(", ")}`);
  return kind;
};
