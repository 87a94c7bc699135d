import * as z from "zod";
import { filterSchema } from "../automation/index.ts";
import { annotate } from "../problems/index.ts";

const name = annotate(z.string().trim().min(1).max(80), { noun: "a name" });

/** How a pipeline's page is looked at; what is left out does not narrow. */
const wantedSchema = z.strictObject({
  view: z.exactOptional(z.enum(["board", "list"])),
  filter: z.exactOptional(filterSchema),
  text: z.exactOptional(z.string().min(1).max(200)),
  sort: z.exactOptional(z.string().min(1).max(200)),
});

export const newViewSchema = z.strictObject({
  name,
  wanted: wantedSchema,
  /** Whether others see it too. */
  shared: z.exactOptional(z.boolean()),
  /** Whether the page opens with it, for who asks. */
  usual: z.exactOptional(z.boolean()),
});

export const viewChangesSchema = z.strictObject({
  name: z.exactOptional(name),
  wanted: z.exactOptional(wantedSchema),
  shared: z.exactOptional(z.boolean()),
  usual: z.exactOptional(z.boolean()),
});

export const viewSchema = z.strictObject({
  id: z.string(),
  pipeline: z.string(),
  name: z.string(),
  wanted: z.looseObject({ filter: z.exactOptional(z.unknown()) }),
  shared: z.boolean(),
  /** Who made it. */
  owner: z.strictObject({ id: z.string(), name: z.nullable(z.string()) }),
  /** Whether who asks may change and delete it. */
  may_edit: z.boolean(),
  usual: z.boolean(),
});

export type ViewPayload = z.infer<typeof viewSchema>;
