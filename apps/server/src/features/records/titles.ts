import type { Model } from "@cadencia/core/model";
import type { Transaction } from "../../platform/workspace/index.ts";
import { readTitles } from "./titles.repo.ts";

/** What people call a record by, the first that is filled. */
const NAMING = ["title", "name", "number", "summary", "subject", "handle"] as const;
const WRITTEN: ReadonlySet<string> = new Set(["text", "long_text"]);

interface Named {
  readonly object: string;
  readonly record: string | null;
}

/**
 * What these records are called, by id, one statement an object. `model`: as the reader sees it, so that no hidden
 * field names a record.
 */
export const titlesOf = async (
  tx: Transaction,
  model: Model,
  records: readonly Named[],
): Promise<ReadonlyMap<string, string>> => {
  const titles = new Map<string, string>();
  for (const [key, group] of Map.groupBy(records, ({ object }) => object)) {
    const fields = namingFields(model, key);
    const ids = [...new Set(group.flatMap(({ record }) => record ?? []))];
    if (fields.length === 0 || ids.length === 0) continue;
    for (const { id, title } of await readTitles(tx, { object: key, fields }, ids)) titles.set(id, title);
  }
  return titles;
};

const namingFields = (model: Model, key: string): readonly string[] => {
  const fields = model.objects.get(key)?.fields;
  if (fields === undefined) return [];
  const usual = NAMING.filter((name) => fields.has(name));
  if (usual.length > 0) return usual;
  return [...fields.values()]
    .filter(({ key: name, type }) => WRITTEN.has(type) && name !== "source")
    .map(({ key: name }) => name)
    .slice(0, 1);
};
