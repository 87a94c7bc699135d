import type { MappedField } from "../mapping/mapping.ts";
import type { ReadRow } from "../read-row.ts";
import type { RelatedCount } from "../report.ts";
import type { FoundRelated } from "./find-related.ts";
import type { KnownRelated } from "./known.ts";

/** How many cells of each field named a record that was there, and how many records were made for it. */
export const countRelated = (
  rows: readonly ReadRow[],
  found: FoundRelated,
  { fields, known }: { readonly fields: readonly MappedField[]; readonly known: KnownRelated },
): RelatedCount[] => {
  const counts = new Map<MappedField, { matched: number; created: number }>();
  const counted = new Set<string>();
  for (const { field, wanted } of rows.flatMap((row) => row.wants)) {
    const count = counts.get(field) ?? { matched: 0, created: 0 };
    counts.set(field, count);
    for (const each of wanted) {
      const isNew = found.made.has(each.key) && !counted.has(each.key) && !known.isPromised(each.key);
      if (isNew) count.created += 1;
      else if (found.of(each).ok) count.matched += 1;
      counted.add(each.key);
    }
  }
  return fields.flatMap((field) => {
    const object = field.match?.object.key;
    return object === undefined
      ? []
      : [{ field: field.key, object, ...(counts.get(field) ?? { matched: 0, created: 0 }) }];
  });
};
