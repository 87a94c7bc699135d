/** Enough of JSON Schema 2020-12 to judge a document by scenario.schema.json; an unknown keyword is an error. */
export type JsonSchema = boolean | { readonly [keyword: string]: unknown };

type Keyed = Readonly<Record<string, unknown>>;
interface Judgement {
  readonly root: Keyed;
  readonly schema: Keyed;
  readonly value: unknown;
}

export const isValid = (root: JsonSchema, value: unknown): boolean => judge(root as Keyed, root, value);

const judge = (root: Keyed, schema: JsonSchema, value: unknown): boolean => {
  if (typeof schema === "boolean") return schema;
  return Object.keys(schema).every((keyword) => {
    const rule = KEYWORDS[keyword];
    if (!rule) throw new Error(`keyword ${keyword} is not known`);
    return rule({ root, schema, value }, schema[keyword]);
  });
};

const isObject = (value: unknown): value is Keyed =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const equal = (left: unknown, right: unknown): boolean => JSON.stringify(left) === JSON.stringify(right);

const hasType = (value: unknown, type: unknown): boolean => {
  if (type === "array") return Array.isArray(value);
  if (type === "object") return isObject(value);
  if (type === "null") return value === null;
  if (type === "integer") return Number.isInteger(value);
  return typeof value === type;
};

const resolve = (root: Keyed, reference: string): JsonSchema =>
  reference
    .replace("#/", "")
    .split("/")
    .reduce<unknown>((node, part) => (node as Keyed)[part], root) as JsonSchema;

type Rule = (judgement: Judgement, argument: never) => boolean;

const always: Rule = () => true;

const KEYWORDS: Readonly<Record<string, (judgement: Judgement, argument: unknown) => boolean>> =
  Object.fromEntries(
    Object.entries({
      $schema: always,
      $id: always,
      $defs: always,
      title: always,
      "x-events": always,
      // oxlint-disable-next-line unicorn/no-thenable -- a keyword
      then: always,
      else: always,
      type: ({ value }, type: string) => hasType(value, type),
      enum: ({ value }, choices: readonly unknown[]) => choices.some((choice) => equal(choice, value)),
      const: ({ value }, only: unknown) => equal(only, value),
      pattern: ({ value }, pattern: string) =>
        typeof value !== "string" || new RegExp(pattern, "u").test(value),
      minLength: ({ value }, length: number) => typeof value !== "string" || value.length >= length,
      minimum: ({ value }, least: number) => typeof value !== "number" || value >= least,
      minItems: ({ value }, least: number) => !Array.isArray(value) || value.length >= least,
      maxItems: ({ value }, most: number) => !Array.isArray(value) || value.length <= most,
      minProperties: ({ value }, least: number) => !isObject(value) || Object.keys(value).length >= least,
      required: ({ value }, keys: readonly string[]) =>
        !isObject(value) || keys.every((key) => Object.hasOwn(value, key)),
      dependentRequired: ({ value }, table: Readonly<Record<string, readonly string[]>>) =>
        !isObject(value) ||
        Object.entries(table).every(
          ([key, needed]) =>
            !Object.hasOwn(value, key) || needed.every((other) => Object.hasOwn(value, other)),
        ),
      properties: ({ root, value }, shapes: Readonly<Record<string, JsonSchema>>) =>
        !isObject(value) ||
        Object.entries(shapes).every(
          ([key, shape]) => !Object.hasOwn(value, key) || judge(root, shape, value[key]),
        ),
      additionalProperties: ({ root, schema, value }, rest: JsonSchema) => {
        if (!isObject(value)) return true;
        const known = (schema["properties"] ?? {}) as Keyed;
        return Object.keys(value).every((key) => Object.hasOwn(known, key) || judge(root, rest, value[key]));
      },
      propertyNames: ({ root, value }, shape: JsonSchema) =>
        !isObject(value) || Object.keys(value).every((key) => judge(root, shape, key)),
      prefixItems: ({ root, value }, shapes: readonly JsonSchema[]) =>
        !Array.isArray(value) ||
        shapes.every((shape, at) => at >= value.length || judge(root, shape, value[at])),
      items: ({ root, schema, value }, shape: JsonSchema) => {
        if (!Array.isArray(value)) return true;
        const skipped = ((schema["prefixItems"] ?? []) as readonly unknown[]).length;
        return value.slice(skipped).every((item) => judge(root, shape, item));
      },
      anyOf: ({ root, value }, shapes: readonly JsonSchema[]) =>
        shapes.some((shape) => judge(root, shape, value)),
      oneOf: ({ root, value }, shapes: readonly JsonSchema[]) =>
        shapes.filter((shape) => judge(root, shape, value)).length === 1,
      allOf: ({ root, value }, shapes: readonly JsonSchema[]) =>
        shapes.every((shape) => judge(root, shape, value)),
      not: ({ root, value }, shape: JsonSchema) => !judge(root, shape, value),
      if: ({ root, schema, value }, condition: JsonSchema) => {
        const branch = judge(root, condition, value) ? schema["then"] : schema["else"];
        return branch === undefined || judge(root, branch as JsonSchema, value);
      },
      $ref: ({ root, value }, reference: string) => judge(root, resolve(root, reference), value),
    } satisfies Readonly<Record<string, Rule>>),
  ) as never;
