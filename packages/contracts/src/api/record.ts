import * as z from "zod";
import { annotate } from "../problems/index.ts";
import { fieldErrorSchema } from "./problem-details.ts";
import { pageQueryShape } from "./page.ts";

/** The fields of a record as the API takes them; the object's own description judges them. */
export const recordValuesSchema = z.record(z.string(), z.unknown());

/** Fields to change, and the version that they were read at, if that is to be guarded. */
export const recordChangesSchema = z.looseObject({ version: z.exactOptional(z.int()) });

/** A record as the API gives it: the fields that its reader may see, beside the common ones. */
export const recordSchema = z.looseObject({
  id: z.string(),
  object: z.string(),
  version: z.int(),
  created_at: z.string(),
  updated_at: z.string(),
  archived: z.boolean(),
});

export type RecordPayload = z.infer<typeof recordSchema>;

/** A record, or the part of it that was asked for by `fields`. */
export const recordExcerptSchema = z.looseObject({ id: z.string(), object: z.string(), version: z.int() });

export type RecordExcerpt = z.infer<typeof recordExcerptSchema>;

const yesOrNo = z.enum(["true", "false"]).transform((word) => word === "true");

const fields = annotate(z.string().min(1), { noun: "fields", write: "their keys with commas between" });

/** What a list of records is narrowed and ordered by. */
export const searchQueryShape = {
  ...pageQueryShape,
  /** A filter as JSON, such as `["amount","gt",1000]`. */
  filter: z.exactOptional(z.string().min(1)),
  /** Fields with commas between, "-" before those that fall: `-amount,title`. */
  sort: z.exactOptional(z.string().min(1)),
  fields: z.exactOptional(fields),
  include_archived: z.exactOptional(yesOrNo),
};

export const recordQuerySchema = z.strictObject({
  fields: z.exactOptional(fields),
  /** The record as it was at this instant, by the journal. */
  at: z.exactOptional(z.string().min(1)),
});

/** A page of a record's journal: from its beginning, or from its end backwards. */
export const changeQueryShape = { ...pageQueryShape, order: z.exactOptional(z.enum(["oldest", "newest"])) };

/** One save as the journal keeps it. */
export const changeSchema = z.strictObject({
  seq: z.int(),
  at: z.string(),
  kind: z.enum([
    "created",
    "updated",
    "archived",
    "unarchived",
    "deleted",
    "restored",
    "merged",
    "file_added",
    "file_removed",
  ]),
  /** The user who saved; null for the system and for automations. */
  actor: z.nullable(z.string()),
  /** The automation's step that saved. */
  cause: z.nullable(z.strictObject({ automation: z.string(), run: z.string(), step: z.string() })),
  /** That was added or removed; null of a save. */
  file: z.nullable(z.strictObject({ id: z.string(), name: z.string(), size: z.int() })),
  before: z.nullable(z.record(z.string(), z.unknown())),
  after: z.nullable(z.record(z.string(), z.unknown())),
});

export const MOST_BULK_ITEMS = 1000;

const edit = z.looseObject({ id: z.string(), version: z.exactOptional(z.int()) });

/** Many records of one object; each item is done or refused by itself. */
export const bulkSchema = z.strictObject({
  create: z.exactOptional(z.array(recordValuesSchema).max(MOST_BULK_ITEMS)),
  update: z.exactOptional(z.array(edit).max(MOST_BULK_ITEMS)),
  /** False: joins members and arms dates, starts nothing, as an import. */
  run_automations: z.exactOptional(z.boolean()),
});

const bulkOutcomeSchema = z.union([
  z.strictObject({ ok: z.literal(true), record: recordSchema }),
  z.strictObject({ ok: z.literal(false), code: z.string(), errors: z.array(fieldErrorSchema) }),
]);

/** In the order in which the items were given. */
export const bulkAnswerSchema = z.strictObject({
  created: z.array(bulkOutcomeSchema),
  updated: z.array(bulkOutcomeSchema),
  failed: z.int(),
});
