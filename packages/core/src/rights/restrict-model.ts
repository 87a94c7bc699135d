import type { Model, ObjectType, ReverseRelation } from "../model/index.ts";
import type { Rights } from "./rights.ts";
import type { Role } from "./table.ts";

const known = new WeakMap<Model, Map<Role, Model>>();

/**
 * The model as somebody sees it: without hidden fields, and without objects of which they may read nothing. Whatever
 * works by the model (filters, sorting, answers, merge fields, hints) then knows of neither.
 */
export const restrictModel = (model: Model, rights: Rights): Model => {
  if (rights.everything) return model;
  const byRole = known.get(model) ?? new Map<Role, Model>();
  known.set(model, byRole);
  const cached = byRole.get(rights.role);
  if (cached !== undefined) return cached;
  const restricted = restrict(model, rights);
  byRole.set(rights.role, restricted);
  return restricted;
};

const restrict = (model: Model, rights: Rights): Model => {
  // A part is shown inside its whole even where it cannot be listed by itself.
  const isSeen = (object: string): boolean => object === "line" || rights.scope(object, "read") !== "none";
  const objects = new Map<string, ObjectType>();
  for (const object of model.objects.values()) {
    if (!isSeen(object.key)) continue;
    const fields = new Map([...object.fields].filter(([key]) => !rights.hides(object.key, key)));
    const reverse = new Map<string, ReverseRelation>();
    for (const [name, back] of object.reverse) {
      const over = back.fields.filter((field) => !rights.hides(back.object, field));
      if (over.length === 0 || !isSeen(back.object) || rights.hides(object.key, name)) continue;
      reverse.set(name, { ...back, fields: over });
    }
    objects.set(object.key, { ...object, fields, reverse });
  }
  return { ...model, objects };
};
