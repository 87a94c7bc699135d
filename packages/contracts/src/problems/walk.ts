import type * as z from "zod";
import { noteOf } from "./notes.ts";
import type { Path } from "./problem.ts";

type Schema = z.core.$ZodType;

const isMapping = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The schema inside its wrappers (optional, lazy, nullable, default, readonly, the input side of a pipe). */
export const unwrap = (schema: Schema): z.core.$ZodTypes => {
  const known = schema as z.core.$ZodTypes;
  const definition = known._zod.def;
  switch (definition.type) {
    case "lazy":
      return unwrap(definition.getter());
    case "optional":
    case "nullable":
    case "default":
    case "prefault":
    case "readonly":
    case "nonoptional":
      return unwrap(definition.innerType);
    case "pipe":
      return unwrap(definition.in);
    default:
      return known;
  }
};

/** The keys an object schema knows; of a union those of the option meant, or of all while that is open. */
export const keysOf = (schema: Schema, value: unknown): readonly string[] => {
  const known = unwrap(schema);
  const definition = known._zod.def;
  if (definition.type === "object") return Object.keys(definition.shape);
  if (definition.type !== "union") return [];
  const chosen = definition.options[chosenOption(known, value)];
  if (chosen) return keysOf(chosen, value);
  return [...new Set(definition.options.flatMap((option) => keysOf(option, undefined)))];
};

const takes = (schema: Schema, value: unknown): boolean => {
  const definition = unwrap(schema)._zod.def;
  switch (definition.type) {
    case "object":
    case "record":
      return isMapping(value);
    case "array":
    case "tuple":
      return Array.isArray(value);
    case "enum":
    case "string":
      return typeof value === "string";
    case "union":
      return definition.options.some((option) => takes(option, value));
    default:
      return typeof value === definition.type;
  }
};

const discriminatorOf = (definition: z.core.$ZodUnionDef): string | undefined =>
  "discriminator" in definition ? String(definition.discriminator) : undefined;

/** Position of the option that the author most likely meant; -1 when nothing tells. */
export const chosenOption = (schema: Schema, value: unknown): number => {
  const union = unwrap(schema);
  const definition = union._zod.def;
  if (definition.type !== "union") return -1;
  const { kinds } = noteOf(union);
  if (kinds) return isMapping(value) ? kinds.findIndex((kind) => Object.hasOwn(value, kind)) : -1;
  const discriminator = discriminatorOf(definition);
  if (discriminator) {
    if (!isMapping(value)) return -1;
    return definition.options.findIndex((option) => {
      const tag = unwrap(childOf(option, value, discriminator) ?? option)._zod;
      return tag.values?.has(value[discriminator] as string) ?? false;
    });
  }
  return definition.options.findIndex((option) => takes(option, value));
};

const childOf = (schema: Schema, value: unknown, key: string | number): Schema | undefined => {
  const known = unwrap(schema);
  const definition = known._zod.def;
  switch (definition.type) {
    case "object":
      return definition.shape[key] ?? definition.catchall;
    case "array":
      return definition.element;
    case "tuple":
      return typeof key === "number" ? definition.items[key] : undefined;
    case "record":
      return definition.valueType;
    case "union": {
      const option = definition.options[chosenOption(known, value)];
      return option && childOf(option, value, key);
    }
    default:
      return undefined;
  }
};

const valueAt = (value: unknown, key: string | number): unknown =>
  typeof value === "object" && value !== null ? (value as Record<string | number, unknown>)[key] : undefined;

export interface Place {
  readonly schema: Schema | undefined;
  readonly value: unknown;
}

/** What stands at a path, and the schema that speaks of it. */
export const placeAt = (top: Place, path: Path): Place =>
  path.reduce<Place>(
    ({ schema, value }, key) => ({
      schema: schema && childOf(schema, value, key),
      value: valueAt(value, key),
    }),
    top,
  );
