import * as z from "zod";
import { annotate } from "../problems/index.ts";
import { named } from "./shared.ts";

/** Types that a file may give to a field of its own; `tags`, `pipeline` and `stage` come with their objects. */
const DECLARABLE_TYPES = [
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

const type = z.enum(DECLARABLE_TYPES);

const longForm = z.strictObject({
  type,
  options: z.exactOptional(z.array(z.string())),
  to: z.exactOptional(z.string()),
  derived: z.exactOptional(z.string()),
  default: z.exactOptional(z.unknown()),
  required: z.exactOptional(z.boolean()),
});

export type FieldDeclaration = z.infer<typeof longForm>;

const declaration = annotate(z.union([type, longForm]), { noun: "a field type or {type: …}" });

export const fieldsSchema = z.record(z.string(), declaration);

export const objectSchema = z.strictObject({ fields: fieldsSchema, name: z.exactOptional(z.string()) });

export const customFieldsSchema = named(fieldsSchema);

export type Declarations = Readonly<Record<string, FieldDeclaration>>;

export const fillFields = (given: z.infer<typeof fieldsSchema>): Declarations =>
  Object.fromEntries(
    Object.entries(given).map(([field, declared]) => [
      field,
      typeof declared === "string" ? { type: declared } : declared,
    ]),
  );
