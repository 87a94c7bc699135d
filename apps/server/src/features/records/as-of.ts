import type { ObjectType, Value } from "@cadencia/core/model";
import { invalid, Refusal } from "../../platform/errors/index.ts";
import { canonical } from "./canonical.ts";
import { readChangesUntil } from "./changes.repo.ts";
import type { Reading } from "./reading.ts";
import type { RecordValues, StoredRecord } from "./row.ts";

interface AsOf {
  readonly object: ObjectType;
  readonly record: StoredRecord;
  /** An instant, as a caller writes it. */
  readonly at: string;
}

/** The record as it was at an instant: every change up to then, one upon the other. */
export const recordAsOf = async (reading: Reading, { object, record, at }: AsOf): Promise<StoredRecord> => {
  const instant = readInstant(reading, at);
  const changes = await readChangesUntil(reading.tx, record.id, instant);
  const last = changes.at(-1);
  if (last === undefined || last.kind === "deleted") {
    throw new Refusal("not_found", `there was no ${object.key} ${record.id} at ${instant}`);
  }
  const written = Object.assign({}, ...changes.map(({ after }) => after ?? {})) as Record<string, Value>;
  const values: RecordValues = {
    ...emptyValues(object),
    ...written,
    created_at: record.values["created_at"] ?? null,
    created_by: record.values["created_by"] ?? null,
    updated_at: last.at,
    updated_by: last.actor,
  };
  return { ...record, version: changes.length, deletedAt: null, mergedInto: null, values };
};

const emptyValues = (object: ObjectType): RecordValues =>
  Object.fromEntries([...object.fields.keys()].map((key) => [key, key === "archived" ? false : null]));

const readInstant = ({ catalog }: Reading, at: string): string => {
  const { timeZone } = catalog.settings;
  const field = { key: "at", label: "At", type: "datetime" } as const;
  const result = canonical(field, at, { timeZone, resolve: () => null });
  if (result.ok && typeof result.value === "string") return result.value;
  throw invalid([
    { field: "at", code: "bad_format", message: `at ${result.ok ? "is empty" : result.reason}` },
  ]);
};
