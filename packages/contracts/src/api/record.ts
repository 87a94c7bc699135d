import * as z from "zod";

/** The fields of a record as the API takes them; the object's own description judges them. */
export const recordValuesSchema = z.record(z.string(), z.unknown());

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
