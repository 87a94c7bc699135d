import { ANY_OBJECT, type Field, isSetType, type Model, type ObjectType } from "../../model/index.ts";
import { RelationStep } from "../relation-step.ts";
import { refuse, type Scope, shown, unknown } from "./scope.ts";

export interface Walked {
  readonly path: readonly RelationStep[];
  readonly object: ObjectType;
}

/** Object that a relation field points at; ANY_OBJECT when it may be any, null when the field is no relation. */
export function targetOf(field: Field): string | null {
  switch (field.type) {
    case "user":
    case "users":
      return field.to ?? "user";
    case "relation":
    case "relations":
      return field.to ?? null;
    default:
      return null;
  }
}

/** Follows names over to-one relations; null after noting why it leads nowhere. */
export function walkToOne(scope: Scope, start: ObjectType, names: readonly string[]): Walked | null {
  const path: RelationStep[] = [];
  let object = start;
  for (const name of names) {
    const step = stepToOne(scope, object, name);
    const target = step && scope.context.model.objects.get(step.target);
    if (!step || !target) return null;
    path.push(step);
    object = target;
  }
  return { path, object };
}

function stepToOne(scope: Scope, object: ObjectType, name: string): RelationStep | null {
  const field = object.fields.get(name);
  if (object.reverse.has(name) || (field && isSetType(field.type) && targetOf(field) !== null)) {
    const message = `${name} of ${object.key} holds many records; ask {some: ${name}, where: …}`;
    return refuse(scope, { code: "many_relation", message });
  }
  const target = field ? targetOf(field) : null;
  if (!field || target === null) {
    const choices = toOneNames(object);
    const what = field
      ? `${name} of ${object.key} is no relation`
      : `${object.key} has no relation ${shown(name)}`;
    return refuse(scope, unknown("unknown_relation", what, { written: name, choices }));
  }
  if (target === ANY_OBJECT) {
    const message = `${name} of ${object.key} may point at any object, so its fields are not known; only is, in, is_set and the like can be asked of it`;
    return refuse(scope, { code: "untyped_relation", message });
  }
  if (!scope.context.model.objects.has(target)) {
    return refuse(scope, {
      code: "unknown_object",
      message: `${name} points at ${target}, which does not exist`,
    });
  }
  return RelationStep.create({
    object: object.key,
    field: name,
    kind: "one",
    target,
    link: { direction: "forward", field },
  });
}

const toOneNames = (object: ObjectType): string[] =>
  [...object.fields.values()]
    .filter((field) => !isSetType(field.type) && targetOf(field) !== null && targetOf(field) !== ANY_OBJECT)
    .map((field) => field.key);

/** The step over a to-many relation: a way back, or a field that holds several records. */
export function stepToMany(scope: Scope, object: ObjectType, name: string): RelationStep | null {
  const { model } = scope.context;
  const field = object.fields.get(name);
  const target = field && isSetType(field.type) ? targetOf(field) : null;
  if (field && target !== null) {
    if (model.objects.has(target)) {
      const link = { direction: "forward", field } as const;
      return RelationStep.create({ object: object.key, field: name, kind: "many", target, link });
    }
    const message = `${name} of ${object.key} may point at any object, so its records cannot be asked`;
    return refuse(scope, { code: "untyped_relation", message });
  }
  return stepBack(scope, object, name);
}

function stepBack(scope: Scope, object: ObjectType, name: string): RelationStep | null {
  const { model } = scope.context;
  const reverse = object.reverse.get(name);
  const child = reverse && model.objects.get(reverse.object);
  if (!reverse || !child) {
    const what = object.fields.has(name)
      ? `${name} of ${object.key} does not hold many records`
      : `${object.key} has no to-many relation ${shown(name)}`;
    return refuse(
      scope,
      unknown("unknown_relation", what, { written: name, choices: manyNames(object, model) }),
    );
  }
  const fields = reverse.fields.flatMap((key) => child.fields.get(key) ?? []);
  const link = { direction: "reverse", fields: Object.freeze(fields) } as const;
  return RelationStep.create({ object: object.key, field: name, kind: "many", target: child.key, link });
}

const manyNames = (object: ObjectType, model: Model): string[] => [
  ...object.reverse.keys(),
  ...[...object.fields.values()]
    .filter((field) => isSetType(field.type) && model.objects.has(targetOf(field) ?? ""))
    .map((field) => field.key),
];
