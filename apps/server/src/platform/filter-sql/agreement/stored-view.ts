import { ANY_OBJECT, isSetType, type Model, type RecordView, type Value } from "@cadencia/core/model";
import type { Stored } from "./random-record.ts";

/** Stored records as the predicate walks them: deleted ones are nobody's relation, archived ones not among many. */
export function storedViews(records: readonly Stored[], model: Model): ReadonlyMap<string, RecordView> {
  const byId = new Map(records.map((record) => [record.id, record]));
  const views = new Map<string, RecordView>();
  const view = (id: Value): RecordView | null => {
    const record = typeof id === "string" ? byId.get(id) : undefined;
    return record === undefined || record.deleted ? null : (views.get(record.id) ?? null);
  };
  const unarchived = (ids: readonly string[]): readonly string[] =>
    ids.filter((id) => byId.get(id)?.archived !== true);
  for (const record of records) {
    const relations = new Map<string, readonly RecordView[]>();
    views.set(record.id, {
      id: record.id,
      object: record.object,
      value: (field) => record.values.get(field) ?? null,
      one: (field) => view(record.values.get(field) ?? null),
      many: (relation) => {
        const known = relations.get(relation);
        const found =
          known ?? unarchived(many(record, relation, { records, model })).flatMap((id) => view(id) ?? []);
        relations.set(relation, found);
        return found;
      },
    });
  }
  return views;
}

function many(
  record: Stored,
  relation: string,
  { records, model }: { readonly records: readonly Stored[]; readonly model: Model },
): readonly string[] {
  const object = model.objects.get(record.object);
  const reverse = object?.reverse.get(relation);
  if (!reverse) {
    const ids = record.values.get(relation) ?? [];
    return Array.isArray(ids) ? [...new Set(ids.map(String))] : [];
  }
  const child = model.objects.get(reverse.object);
  return records
    .filter((candidate) => candidate.object === reverse.object)
    .filter((candidate) =>
      reverse.fields.some((key) => {
        const field = child?.fields.get(key);
        const value = candidate.values.get(key) ?? null;
        if (field && isSetType(field.type)) return Array.isArray(value) && value.includes(record.id);
        if (field?.to === ANY_OBJECT && candidate.pointsAt.get(key) !== record.object) return false;
        return value === record.id;
      }),
    )
    .map((candidate) => candidate.id);
}
