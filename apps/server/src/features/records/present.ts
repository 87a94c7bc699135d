import type { RecordExcerpt, RecordPayload } from "@cadencia/contracts/api";
import { ANY_OBJECT, isSetType, type Field, type ObjectType, type Value } from "@cadencia/core/model";
import { LINE_RELATIONS } from "../objects/index.ts";
import type { Reading } from "./reading.ts";
import { readChildren } from "./records.repo.ts";
import type { RecordValues, StoredRecord } from "./row.ts";

/** Records as the API gives them, with their product lines. */
export const presentRecords = async (
  { tx, catalog }: Pick<Reading, "tx" | "catalog">,
  object: ObjectType,
  { records, fields }: { records: readonly StoredRecord[]; fields: ReadonlySet<string> | null },
): Promise<RecordExcerpt[]> => {
  const relation = LINE_RELATIONS.get(object.key);
  const line = catalog.model.objects.get("line");
  const shown = (key: string): boolean => fields === null || fields.has(key);
  const keys = [...object.fields.values()].filter(({ key }) => shown(key));
  const presented = records.map((record) => ({
    id: record.id,
    object: record.object,
    version: record.version,
    ...presentValues(keys, record.values),
  }));
  if (relation === undefined || line === undefined) return presented;
  if (!shown(relation) || !object.reverse.has(relation)) return presented;
  const lines = await readChildren(
    tx,
    line,
    ["parent"],
    records.map(({ id }) => id),
  );
  const byParent = Map.groupBy(lines, ({ values }) => values["parent"]);
  return presented.map((record) => ({
    ...record,
    [relation]: presentLines(line, byParent.get(record.id) ?? []),
  }));
};

/** One record, whole. */
export const presentRecord = async (
  reading: Pick<Reading, "tx" | "catalog">,
  object: ObjectType,
  record: StoredRecord,
): Promise<RecordPayload> => {
  const [presented] = await presentRecords(reading, object, { records: [record], fields: null });
  return presented as RecordPayload;
};

/** Fields by key; a relation to any object bears the object too; a set is never empty of itself. */
const presentValues = (fields: readonly Field[], values: RecordValues): Record<string, unknown> =>
  Object.fromEntries(fields.map((field) => [field.key, presentValue(field, values)]));

export const presentValue = (field: Field, values: Readonly<Record<string, unknown>>): unknown => {
  const value = values[field.key] ?? null;
  if (field.to === ANY_OBJECT && value !== null)
    return { object: values[`${field.key}__object`] ?? null, id: value };
  return value === null && isSetType(field.type) ? [] : value;
};

/** A line says what it sells; what it has from its place and its save is the owner's. */
const OF_THE_OWNER = new Set([
  "parent",
  "position",
  "created_at",
  "created_by",
  "updated_at",
  "updated_by",
  "owner",
  "tags",
  "followers",
  "archived",
  "source",
]);

/** In the form in which lines are given, so that what was read can be sent back. */
const presentLines = (line: ObjectType, lines: readonly StoredRecord[]): Record<string, unknown>[] => {
  const fields = [...line.fields.values()].filter(({ key }) => !OF_THE_OWNER.has(key));
  return lines
    .toSorted((left, right) => placeOf(left.values["position"]) - placeOf(right.values["position"]))
    .map(({ values }) => presentValues(fields, values));
};

const placeOf = (position: Value | undefined): number => Number(position ?? 0);
