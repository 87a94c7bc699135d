import { ANY_OBJECT, type Model } from "@cadencia/core/model";
import type { Joins, Place } from "./joins.repo.ts";

const ABOVE = ["record", "deal", "project"] as const;
const PARTIES = new Set(["contact", "company"]);

/**
 * Where the customer of a record may stand, the first that exists counting: the search that `customerOf` of
 * messaging makes for one record, over tables.
 */
export const customerPlaces = (joins: Joins, at: Place, model: Model): readonly Place[] => {
  const above = ABOVE.flatMap((relation) =>
    targetsOf(model, at.object, relation).flatMap((target) => joins.one(at, relation, target) ?? []),
  );
  return [at, ...above].flatMap((place) => ownPlaces(joins, place));
};

const ownPlaces = (joins: Joins, place: Place): Place[] => {
  if (PARTIES.has(place.object)) return [place];
  const own = [joins.one(place, "contact"), joins.one(place, "company")].filter((found) => found !== null);
  return place.object === "lead" ? [...own, place] : own;
};

/** A relation to any record is followed to those objects that lead to a customer. */
const targetsOf = (model: Model, object: string, relation: string): readonly string[] => {
  const to = model.objects.get(object)?.fields.get(relation)?.to;
  if (to === undefined) return [];
  if (to !== ANY_OBJECT) return [to];
  return [...model.objects.values()]
    .filter(({ key, fields }) => PARTIES.has(key) || fields.has("contact") || fields.has("company"))
    .map(({ key }) => key);
};
