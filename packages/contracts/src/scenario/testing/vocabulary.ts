import type * as z from "zod";

type Schema = z.core.$ZodType;
type Mapping = Readonly<Record<string, unknown>>;

interface Walk {
  readonly words: Set<string>;
  /** Where each part was met first: its words are counted there, wherever it stands. */
  readonly named: Map<Schema, string>;
  /** Keys that are left out. */
  readonly skip: ReadonlySet<string>;
}

/**
 * What a schema lets one write: each key, at any depth, and each choice, as "automation trigger on created". The
 * parameters of an action stand under its name. A part that stands in several places is counted where it comes first.
 */
export class Vocabulary {
  readonly #walk: Walk;
  readonly #schema: Schema;
  readonly #prefix: string;

  constructor({ prefix, schema, skip = [] }: { prefix: string; schema: Schema; skip?: readonly string[] }) {
    this.#walk = { words: new Set(), named: new Map(), skip: new Set(skip) };
    this.#schema = schema;
    this.#prefix = prefix;
    know(schema, prefix, this.#walk);
  }

  get words(): readonly string[] {
    return [...this.#walk.words];
  }

  /** The words that one value uses. */
  usedBy(value: unknown): ReadonlySet<string> {
    const used = new Set<string>();
    collect({ schema: this.#schema, prefix: this.#prefix, value }, { ...this.#walk, words: used });
    return used;
  }
}

const definitionOf = (schema: Schema): z.core.$ZodTypes["_zod"]["def"] =>
  (schema as z.core.$ZodTypes)._zod.def;

/** Through what only wraps: optional, nullable, lazy, refined. */
const bare = (schema: Schema): Schema => {
  const definition = definitionOf(schema);
  switch (definition.type) {
    case "optional":
    case "nullable":
    case "default":
    case "readonly":
      return bare(definition.innerType);
    case "lazy":
      return bare(definition.getter());
    case "pipe":
      return bare(definition.in);
    default:
      return schema;
  }
};

/** Where the words of a key's value stand. */
const below = (prefix: string, key: string, shape: Readonly<Record<string, Schema>>): string => {
  const action = shape["do"] === undefined ? undefined : definitionOf(bare(shape["do"]));
  return key === "with" && action?.type === "literal"
    ? `action ${String(action.values[0])}`
    : `${prefix} ${key}`;
};

const know = (given: Schema, prefix: string, walk: Walk): void => {
  const schema = bare(given);
  if (walk.named.has(schema)) return;
  const definition = definitionOf(schema);
  switch (definition.type) {
    case "object":
      walk.named.set(schema, prefix);
      for (const [key, value] of Object.entries(definition.shape)) {
        if (walk.skip.has(key)) continue;
        walk.words.add(`${prefix} ${key}`);
        know(value, below(prefix, key, definition.shape), walk);
      }
      return;
    case "union":
      walk.named.set(schema, prefix);
      for (const option of definition.options) know(option, prefix, walk);
      return;
    case "array":
      know(definition.element, prefix, walk);
      return;
    case "enum":
      for (const choice of Object.values(definition.entries)) walk.words.add(`${prefix} ${choice}`);
      return;
    case "literal":
      for (const choice of definition.values) walk.words.add(`${prefix} ${String(choice)}`);
      return;
    default:
  }
};

interface Place {
  readonly schema: Schema;
  readonly prefix: string;
  readonly value: unknown;
}

const collect = ({ schema: given, prefix: here, value }: Place, walk: Walk): void => {
  const schema = bare(given);
  const prefix = walk.named.get(schema) ?? here;
  const definition = definitionOf(schema);
  switch (definition.type) {
    case "object":
      for (const [key, part] of Object.entries(value as Mapping)) {
        const inner = definition.shape[key];
        if (inner === undefined || walk.skip.has(key)) continue;
        walk.words.add(`${prefix} ${key}`);
        collect({ schema: inner, prefix: below(prefix, key, definition.shape), value: part }, walk);
      }
      return;
    case "union": {
      const fits = definition.options.find(
        (option) => mayFit(option, value) && (option as z.ZodType).safeParse(value).success,
      );
      if (fits !== undefined) collect({ schema: fits, prefix, value }, walk);
      return;
    }
    case "array":
      for (const part of value as readonly unknown[])
        collect({ schema: definition.element, prefix, value: part }, walk);
      return;
    case "enum":
    case "literal":
      walk.words.add(`${prefix} ${String(value)}`);
      return;
    default:
  }
};

/** Whether its keys and constants allow it: spares reading every step as every action. */
const mayFit = (option: Schema, value: unknown): boolean => {
  const definition = definitionOf(bare(option));
  if (definition.type !== "object" || typeof value !== "object" || value === null) return true;
  return Object.entries(value).every(([key, part]) => {
    const inner = definition.shape[key];
    if (inner === undefined) return false;
    const expected = definitionOf(bare(inner));
    return expected.type !== "literal" || expected.values.includes(part as string);
  });
};
