import { ANY_OBJECT, isSetType, type Field, type ObjectType, type Value } from "@cadencia/core/model";
import type { FieldProblem } from "../../platform/errors/index.ts";
import type { Transaction } from "../../platform/workspace/index.ts";
import type { DraftResult } from "./draft.ts";
import { existingIds } from "./records.repo.ts";
import type { RecordValues } from "./row.ts";

/** Objects that are configuration, not records: their ids are checked where they are made. */
const NOT_RECORDS = new Set(["automation"]);

interface Reference {
  readonly index: number;
  readonly field: string;
  readonly target: string;
  readonly id: string;
}

/**
 * References that lead nowhere, by the position of the draft. Only relations that changed are looked at, all
 * drafts and fields of one target object in one query.
 */
export const missingReferences = async (
  tx: Transaction,
  object: ObjectType,
  drafts: readonly (DraftResult | null)[],
): Promise<ReadonlyMap<number, readonly FieldProblem[]>> => {
  const references = drafts.flatMap((draft, index) =>
    draft?.ok === true ? referencesOf(object, { draft, index }) : [],
  );
  const missing = new Map<number, FieldProblem[]>();
  for (const [target, group] of Map.groupBy(references, (reference) => reference.target)) {
    const present = await existingIds(tx, target, [...new Set(group.map((reference) => reference.id))]);
    for (const reference of group.filter((candidate) => !present.has(candidate.id))) {
      const problems = missing.get(reference.index) ?? [];
      problems.push({
        field: reference.field,
        code: "unknown_record",
        message: `${object.key}.${reference.field}: there is no ${target} ${reference.id}`,
      });
      missing.set(reference.index, problems);
    }
  }
  return missing;
};

const referencesOf = (
  object: ObjectType,
  { draft, index }: { draft: Extract<DraftResult, { ok: true }>; index: number },
): Reference[] =>
  [...draft.changed].flatMap((key) => {
    const field = object.fields.get(key);
    if (field === undefined) return [];
    const target = targetOf(field, draft.values);
    if (target === null || NOT_RECORDS.has(target)) return [];
    // A set may keep who is gone by now; only whom it gains must be there.
    const kept = new Set(isSetType(field.type) ? idsIn(field, draft.before?.[key] ?? null) : []);
    return idsIn(field, draft.values[key] ?? null)
      .filter((id) => !kept.has(id))
      .map((id) => ({ index, field: key, target, id }));
  });

const targetOf = (field: Field, values: RecordValues): string | null => {
  if (field.to !== ANY_OBJECT) return field.to ?? null;
  const target = values[`${field.key}__object`];
  return typeof target === "string" ? target : null;
};

const idsIn = (field: Field, value: Value): readonly string[] => {
  switch (field.type) {
    case "user":
    case "relation":
      return typeof value === "string" ? [value] : [];
    case "users":
    case "relations":
      return Array.isArray(value) ? (value as string[]) : [];
    default:
      return [];
  }
};
