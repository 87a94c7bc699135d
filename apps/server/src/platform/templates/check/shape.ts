import { ANY_OBJECT, type Field, type Model } from "@cadencia/core/model";
import { isToMany, isToOne } from "../relations.ts";

/** What is known of an expression before there is a record: enough to say which fields it can have. */
export type Shape =
  | { readonly kind: "anything" }
  | { readonly kind: "value" }
  | { readonly kind: "fields"; readonly names: readonly string[] }
  | { readonly kind: "record" | "records"; readonly objects: ReadonlySet<string> };

export const ANYTHING: Shape = { kind: "anything" };
export const VALUE: Shape = { kind: "value" };

export const recordOf = (objects: Iterable<string>): Shape => ({ kind: "record", objects: new Set(objects) });

/** An item of a list. */
export const itemOf = (shape: Shape): Shape =>
  shape.kind === "records" ? { ...shape, kind: "record" } : ANYTHING;

/** What either may be: `record` of a template for every object, a relation that points at different objects. */
export const union = (shapes: readonly Shape[]): Shape | null => {
  const [first, ...rest] = shapes;
  if (first === undefined) return null;
  return rest.reduce((known, shape) => {
    if (known.kind === "value" && shape.kind === "value") return VALUE;
    const isRecords = known.kind === "record" || known.kind === "records";
    if (!isRecords || known.kind !== shape.kind) return ANYTHING;
    return { kind: known.kind, objects: known.objects.union(shape.objects) };
  }, first);
};

/** The shape of a field or way back of any of the objects; null when none has it. */
export const memberOf = (model: Model, objects: ReadonlySet<string>, key: string): Shape | null => {
  if (key === "id") return VALUE;
  const shapes = [...objects].flatMap((object): Shape[] => {
    const type = model.objects.get(object);
    const field = type?.fields.get(key);
    if (field !== undefined) return [fieldShape(model, field)];
    const back = type?.reverse.get(key);
    return back === undefined ? [] : [{ kind: "records", objects: new Set([back.object]) }];
  });
  return union(shapes);
};

export const memberNames = (model: Model, objects: ReadonlySet<string>): readonly string[] =>
  [...objects].flatMap((object) => {
    const type = model.objects.get(object);
    return type === undefined ? [] : [...type.fields.keys(), ...type.reverse.keys()];
  });

const fieldShape = (model: Model, field: Field): Shape => {
  if (field.type === "json") return ANYTHING;
  if (!isToOne(field) && !isToMany(field)) return VALUE;
  const target = field.to ?? (field.type === "user" || field.type === "users" ? "user" : ANY_OBJECT);
  const objects = new Set(target === ANY_OBJECT ? model.objects.keys() : [target]);
  return { kind: isToOne(field) ? "record" : "records", objects };
};
