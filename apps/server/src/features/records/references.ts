import {
  ANY_OBJECT,
  isSetType,
  type Field,
  type Model,
  type ObjectType,
  type Value,
} from "@cadencia/core/model";
import type { Rights } from "@cadencia/core/rights";
import type { FieldProblem } from "../../platform/errors/index.ts";
import type { Transaction } from "../../platform/workspace/index.ts";
import type { Catalog } from "../objects/index.ts";
import { readableIds } from "../rights/index.ts";
import type { DraftResult } from "./draft.ts";
import { existingIds } from "./records.repo.ts";
import type { RecordValues } from "./row.ts";

/** Objects that are configuration, not records: their ids are checked where they are made. */
const NOT_RECORDS = new Set(["automation"]);

/** Whose reference it is. */
export interface Referring {
  readonly rights: Rights;
  /** Ids taken over from a record that they read: those may lead to what they may not read. */
  readonly along: ReadonlySet<string>;
}

interface Reference {
  readonly index: number;
  readonly field: string;
  readonly target: string;
  readonly id: string;
}

/**
 * References that lead nowhere, by the position of the draft. What one may not read is answered like what is not
 * there, so that nobody finds out by linking whether an id stands for something. Only relations that changed are
 * looked at, all drafts and fields of one target object in one query (and one for each who may not read all of it).
 */
export const missingReferences = async (
  { tx, catalog: { model } }: { readonly tx: Transaction; readonly catalog: Pick<Catalog, "model"> },
  object: ObjectType,
  drafts: readonly ({ readonly draft: DraftResult | null } & Referring)[],
): Promise<ReadonlyMap<number, readonly FieldProblem[]>> => {
  const references = drafts.flatMap(({ draft }, index) =>
    draft?.ok === true ? referencesOf(object, { draft, index }) : [],
  );
  const missing = new Map<number, FieldProblem[]>();
  for (const [target, group] of Map.groupBy(references, (reference) => reference.target)) {
    const present = await existingIds(tx, target, [...new Set(group.map((reference) => reference.id))]);
    const hidden = await unreadable({ tx, model }, { target, group, present }, (index) => drafts[index]);
    for (const reference of group.filter(({ id, index }) => !present.has(id) || hidden(index, id))) {
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

/** Tells of present records whether the draft that points at one is somebody's who may not read it. */
const unreadable = async (
  { tx, model }: { readonly tx: Transaction; readonly model: Model },
  {
    target,
    group,
    present,
  }: {
    readonly target: string;
    readonly group: readonly Reference[];
    readonly present: ReadonlySet<string>;
  },
  referringOf: (index: number) => Referring | undefined,
): Promise<(index: number, id: string) => boolean> => {
  const readable = new Map<Rights, ReadonlySet<string>>();
  for (const [referring, own] of Map.groupBy(group, ({ index }) => referringOf(index)?.rights)) {
    if (referring === undefined) continue;
    const ids = [...new Set(own.map(({ id }) => id))].filter((id) => present.has(id));
    readable.set(referring, await readableIds(tx, { rights: referring, model, object: target }, ids));
  }
  return (index, id) => {
    const referring = referringOf(index);
    if (referring === undefined || referring.along.has(id)) return false;
    return readable.get(referring.rights)?.has(id) !== true;
  };
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
