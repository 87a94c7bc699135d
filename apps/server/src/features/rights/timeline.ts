import { ANY_OBJECT, type Model, type ObjectType } from "@cadencia/core/model";
import type { Rights, Role } from "@cadencia/core/rights";

/** The relation by which notes, messages, activities and the like stand on a record's timeline. */
export const HOST = "record";

/** Whether records of the object stand on the timelines of others. */
export const isOnTimeline = (object: ObjectType | undefined): boolean =>
  object?.fields.get(HOST)?.to === ANY_OBJECT;

const known = new WeakMap<Model, Map<Role, readonly string[]>>();

/** Objects of which somebody does not read all records; worked out once for a role. `model`: nothing hidden from it. */
export const closedObjects = (rights: Rights, model: Model): readonly string[] => {
  if (rights.everything) return [];
  const byRole = known.get(model) ?? new Map<Role, readonly string[]>();
  known.set(model, byRole);
  const cached = byRole.get(rights.role);
  if (cached !== undefined) return cached;
  const closed = [...model.objects.keys()].filter((object) => rights.scope(object, "read") !== "all");
  byRole.set(rights.role, closed);
  return closed;
};

/** Whether somebody reads every record of an object, whatever it stands on. */
export const readsEvery = (rights: Rights, { model, object }: { model: Model; object: string }): boolean => {
  if (rights.everything) return true;
  if (rights.scope(object, "read") !== "all") return false;
  return !isOnTimeline(model.objects.get(object)) || closedObjects(rights, model).length === 0;
};

/** Whether somebody reads every record and every field. */
export const readsEverything = (rights: Rights, model: Model): boolean =>
  rights.everything || (!rights.hidesAny && closedObjects(rights, model).length === 0);
