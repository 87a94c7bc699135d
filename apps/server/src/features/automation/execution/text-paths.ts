import type { Model, ObjectType } from "@cadencia/core/model";
import { variablesOf } from "../../../platform/templates/index.ts";
import { pathTree, type PathTree } from "../../records/index.ts";

/** The relations that the merge fields of texts walk, from a record of `object`. */
export const textPaths = (
  texts: readonly string[],
  { model, object }: { model: Model; object: string },
): PathTree => {
  const type = model.objects.get(object);
  if (type === undefined) return {};
  return pathTree(
    texts
      .flatMap((text) => variablesOf(text))
      .map((variable) =>
        relationsAlong(variable[0] === "record" || variable[0] === object ? variable.slice(1) : variable, {
          model,
          type,
        }),
      ),
  );
};

const relationsAlong = (
  names: readonly string[],
  { model, type }: { model: Model; type: ObjectType },
): string[] => {
  const [name, ...rest] = names;
  if (name === undefined) return [];
  const target = type.fields.get(name)?.to ?? type.reverse.get(name)?.object;
  if (target === undefined) return [];
  const next = model.objects.get(target);
  return next === undefined ? [name] : [name, ...relationsAlong(rest, { model, type: next })];
};

/** Every text inside a step's parameters. */
export const textsIn = (value: unknown): string[] => {
  if (typeof value === "string") return value.includes("{") ? [value] : [];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
};
