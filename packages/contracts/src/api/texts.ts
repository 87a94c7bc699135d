import * as z from "zod";
import { filterSchema } from "../automation/index.ts";
import { annotate } from "../problems/index.ts";

/** What a template or a segment is called by definitions. */
export const configurationKey = annotate(
  z
    .string()
    .max(100)
    .regex(/^[A-Za-z0-9][A-Za-z0-9_-]*$/),
  {
    noun: "a key",
    write: "letters, digits, _ and -",
  },
);

const language = z.exactOptional(z.string());

const localized = annotate(
  z.union([z.string(), z.strictObject({ en: language, es: language, ro: language })]),
  {
    noun: "a text or one for each language",
  },
);

const KINDS = ["email", "sms", "message", "call", "survey", "notify"] as const;

export const newTemplateSchema = z.strictObject({
  kind: z.enum(KINDS),
  subject: z.exactOptional(z.nullable(localized)),
  body: z.exactOptional(z.nullable(localized)),
  /** Not held by frequency caps. */
  transactional: z.exactOptional(z.boolean()),
  transliterate: z.exactOptional(z.boolean()),
});

export const templateSchema = z.strictObject({
  key: z.string(),
  kind: z.enum(KINDS),
  subject: z.nullable(z.unknown()),
  body: z.nullable(z.unknown()),
  transactional: z.boolean(),
  transliterate: z.boolean(),
});

export const newSegmentSchema = z.strictObject({ object: z.string(), filter: filterSchema });

export const segmentSchema = z.strictObject({ key: z.string(), object: z.string(), filter: z.unknown() });

export const segmentEditSchema = newSegmentSchema.extend({
  /** Where active automations use it: nothing happens to those who match already, or they get runs and leave. */
  apply: z.exactOptional(z.enum(["now_on", "all"])),
});

const diff = { enter: z.int(), leave: z.int(), stay: z.int() };

/** What writing a segment would do, counted in records. */
export const segmentPreviewSchema = z.strictObject({
  ...diff,
  /** The same for the members of each active automation that is entered by it. */
  automations: z.array(z.strictObject({ key: z.string(), ...diff })),
});
