import * as z from "zod";
import { annotate } from "../problems/index.ts";

const LONGEST_KEY = 40;

/** What an object, a field or a way back is called by definitions: it becomes a name in the database and never changes. */
export const modelKey = annotate(
  z
    .string()
    .max(LONGEST_KEY)
    .regex(/^[a-z][a-z0-9_]*$/),
  {
    noun: "a key",
    write: "lower-case letters, digits and _, beginning with a letter, such as serial_number",
  },
);

const label = annotate(z.string().min(1).max(200), { noun: "a label" });

/** Types that a field of one's own may have; `tags`, `pipeline` and `stage` come with their objects. */
export const CUSTOM_FIELD_TYPES = [
  "text",
  "long_text",
  "html",
  "number",
  "integer",
  "money",
  "percent",
  "boolean",
  "date",
  "datetime",
  "duration",
  "select",
  "multi_select",
  "email",
  "phone",
  "url",
  "user",
  "users",
  "relation",
  "relations",
  "json",
] as const;

export const newFieldSchema = z.strictObject({
  key: modelKey,
  label: z.exactOptional(label),
  type: z.enum(CUSTOM_FIELD_TYPES),
  /** Of a select or multi_select. */
  options: z.exactOptional(z.array(z.string().min(1).max(200)).min(1).max(1000)),
  /** The object that a relation points at; "*" for any. */
  to: z.exactOptional(z.string()),
  required: z.exactOptional(z.boolean()),
  /** What new records have when nothing is given. */
  default: z.exactOptional(z.unknown()),
  /** Name of the way back, on the object that a relation points at. */
  back: z.exactOptional(modelKey),
});

export type NewField = z.infer<typeof newFieldSchema>;

export const newObjectSchema = z.strictObject({
  key: modelKey,
  label: z.exactOptional(label),
  fields: z.exactOptional(z.array(newFieldSchema).max(100)),
});

export const fieldSchema = z.strictObject({
  key: z.string(),
  label: z.string(),
  type: z.string(),
  options: z.exactOptional(z.array(z.string())),
  to: z.exactOptional(z.string()),
  required: z.boolean(),
  default: z.unknown(),
  custom: z.boolean(),
  /** Set by the product, never by a caller. */
  read_only: z.boolean(),
});

export const objectSchema = z.strictObject({
  key: z.string(),
  label: z.string(),
  custom: z.boolean(),
  fields: z.array(fieldSchema),
  /** The ways back: who points at a record of this object, and by which fields. */
  relations: z.array(z.strictObject({ name: z.string(), object: z.string(), fields: z.array(z.string()) })),
});

const stageName = annotate(
  z
    .string()
    .max(LONGEST_KEY)
    .regex(/^[a-z0-9][a-z0-9_-]*$/),
  { noun: "a key", write: "lower-case letters, digits, _ and -" },
);

const newStage = z.strictObject({
  name: stageName,
  label: z.exactOptional(label),
  kind: z.exactOptional(z.enum(["open", "won", "lost"])),
});

export const newPipelineSchema = z.strictObject({
  key: stageName,
  object: z.string(),
  label: z.exactOptional(label),
  /** The user who is asked where nobody else is left. */
  owner: z.exactOptional(z.nullable(z.string())),
  stages: z.array(newStage).min(1),
});

export type NewStage = z.infer<typeof newStage>;

/** Stages are given whole and in order; a stage that stands and is left out must be deleted first. */
export const pipelineChangesSchema = z.strictObject({
  label: z.exactOptional(label),
  owner: z.exactOptional(z.nullable(z.string())),
  stages: z.exactOptional(z.array(newStage).min(1)),
});

export const pipelineSchema = z.strictObject({
  key: z.string(),
  object: z.string(),
  label: z.string(),
  owner: z.nullable(z.string()),
  stages: z.array(
    z.strictObject({
      /** What a record's `stage` holds: pipeline/name. */
      key: z.string(),
      name: z.string(),
      label: z.string(),
      kind: z.enum(["open", "won", "lost"]),
    }),
  ),
});

export type PipelinePayload = z.infer<typeof pipelineSchema>;
