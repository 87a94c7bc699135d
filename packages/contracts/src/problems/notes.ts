import * as z from "zod";

/** What a schema cannot say of itself and a clear message needs. */
export interface SchemaNote {
  /** What the value is, with its article: "a time of day". */
  readonly noun?: string;
  /** How to write it: `HH:MM, such as "09:00"`. */
  readonly write?: string;
  /** For a union told apart by which key is there: that key of each option, in the order of the options. */
  readonly kinds?: readonly string[];
}

const notes = new WeakMap<object, SchemaNote>();

export const noteOf = (schema: z.core.$ZodType): SchemaNote => notes.get(schema) ?? {};

/** Gives a schema its note. Not zod's own registry: that would leak into the JSON Schema we publish. */
export const annotate = <Schema extends z.core.$ZodType>(schema: Schema, note: SchemaNote): Schema => {
  notes.set(schema, { ...noteOf(schema), ...note });
  return schema;
};

type Options = Readonly<Record<string, z.ZodType>>;

/**
 * A union whose options are told apart by a key: `{for: …}`, `{until: …}`, `{event: …}`. The first key present
 * decides, so that a mistake inside is explained by that option alone.
 */
export const keyedUnion = <Shapes extends Options>(
  noun: string,
  shapes: Shapes,
): z.ZodType<z.output<Shapes[keyof Shapes]>, z.input<Shapes[keyof Shapes]>> => {
  const union = z.union(Object.values(shapes) as [z.ZodType, ...z.ZodType[]]);
  return annotate(union, { noun, kinds: Object.keys(shapes) }) as never;
};
