import type { Model } from "@cadencia/core/model";
import { WORKSPACE_FIELDS } from "../merge-roots.ts";
import { relationsOf } from "../relations.ts";
import { ANYTHING, memberOf, recordOf, type Shape, union } from "./shape.ts";

/** What a template will be rendered over, as far as it is known when it is saved. */
export interface CheckContext {
  readonly model: Model;
  /** The automation's object; without one the template must suit some object of the workspace. */
  readonly object?: string | null;
  /** Names that the caller adds to the roots; nothing is known of what they hold. */
  readonly roots?: readonly string[];
}

/** Everything a template may start from, by name. */
export const rootShapes = ({ model, object, roots = [] }: CheckContext): ReadonlyMap<string, Shape> => {
  const objects = object === undefined || object === null ? [...model.objects.keys()] : [object];
  const found = new Map<string, Shape[]>();
  const offer = (name: string, shape: Shape | null): void => {
    if (shape !== null) found.set(name, [...(found.get(name) ?? []), shape]);
  };
  for (const key of objects) {
    const type = model.objects.get(key);
    if (type === undefined) continue;
    for (const relation of relationsOf(type)) offer(relation, memberOf(model, new Set([key]), relation));
  }
  for (const key of objects) offer(key, recordOf([key]));

  const shapes = new Map([...found].map(([name, offered]) => [name, union(offered) ?? ANYTHING]));
  for (const key of object === undefined || object === null ? [] : [object]) shapes.set(key, recordOf([key]));
  shapes.set("record", recordOf(objects));
  shapes.set("workspace", { kind: "fields", names: WORKSPACE_FIELDS });
  shapes.set("payload", ANYTHING);
  for (const name of roots) shapes.set(name, ANYTHING);
  return shapes;
};
