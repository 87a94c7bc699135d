import {
  ANY_OBJECT,
  type Field,
  FIELD_TYPES,
  type FieldType,
  type Model,
  type ObjectType,
  type Pipeline,
  type ReverseRelation,
} from "@cadencia/core/model";
import type { Draw } from "./draw.ts";

export const OPTIONS = ["new", "Old", "ÑANDÚ", "gold"] as const;

const RELATED: ReadonlySet<FieldType> = new Set<FieldType>([
  "user",
  "users",
  "relation",
  "relations",
  "pipeline",
  "stage",
]);

const field = (key: string, type: FieldType, to?: string): Field => ({
  key,
  label: key,
  type,
  ...(to === undefined ? {} : { to }),
});

/** The ways between the objects; the fields that are no relations are drawn. */
const RELATIONS: Readonly<Record<string, readonly Field[]>> = {
  alpha: [
    field("b", "relation", "beta"),
    field("u", "user"),
    field("any", "relation", ANY_OBJECT),
    field("bs", "relations", "beta"),
    field("us", "users"),
    field("pipeline", "pipeline"),
    field("stage", "stage"),
  ],
  beta: [
    field("c", "relation", "gamma"),
    field("parent", "relation", "alpha"),
    field("any", "relation", ANY_OBJECT),
    field("u", "user"),
    field("pipeline", "pipeline"),
    field("stage", "stage"),
  ],
  gamma: [field("any", "relation", ANY_OBJECT), field("a", "relation", "alpha")],
  user: [field("manager", "user"), field("team", "relation", "gamma")],
};

const back = (name: string, object: string, ...fields: readonly string[]): [string, ReverseRelation] => [
  name,
  { name, object, fields },
];
const NOTES = back("notes", "gamma", "any");
const REVERSE: Readonly<Record<string, ReadonlyMap<string, ReverseRelation>>> = {
  alpha: new Map([NOTES, back("betas", "beta", "parent", "any"), back("gammas", "gamma", "a")]),
  beta: new Map([NOTES, back("alphas", "alpha", "b", "bs")]),
  gamma: new Map([NOTES, back("betas", "beta", "c"), back("members", "user", "team")]),
  user: new Map([NOTES, back("reports", "user", "manager"), back("alphas", "alpha", "u", "us")]),
};

/** Objects with random fields of every type, keys that need quoting among them. */
export function randomModel(draw: Draw): Model {
  const objects = Object.keys(RELATIONS).map((key): ObjectType => {
    const fields = [...randomFields(draw), ...(RELATIONS[key] ?? [])];
    return {
      key,
      label: key,
      fields: new Map(fields.map((one) => [one.key, one])),
      reverse: REVERSE[key] ?? new Map<string, ReverseRelation>(),
    };
  });
  const pipelines = ["alpha", "beta"].flatMap((object) => [
    pipeline(`${object}_one`, object, ["new", "Sent", "won"]),
    pipeline(`${object}_two`, object, ["open", "won"]),
  ]);
  return {
    objects: new Map(objects.map((object) => [object.key, object])),
    pipelines: new Map(pipelines.map((one) => [one.key, one])),
  };
}

function randomFields(draw: Draw): Field[] {
  return FIELD_TYPES.filter((type) => !RELATED.has(type)).flatMap((type) =>
    Array.from({ length: draw.integer(type === "date" || type === "datetime" ? 1 : 0, 2) }, (_, index) => ({
      ...field(index === 0 ? type : `Second-${type}`, type),
      ...(type === "select" || type === "multi_select" ? { options: OPTIONS } : {}),
    })),
  );
}

const pipeline = (key: string, object: string, names: readonly string[]): Pipeline => ({
  key,
  object,
  owner: null,
  stages: names.map((name, position) => ({
    key: `${key}/${name}`,
    pipeline: key,
    name,
    kind: name === "won" ? "won" : "open",
    position,
  })),
});
