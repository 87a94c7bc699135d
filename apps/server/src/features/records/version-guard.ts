import { invalid, Refusal, StaleVersion } from "../../platform/errors/index.ts";
import { refuseNonId } from "./reading.ts";
import { readRecords } from "./records.repo.ts";
import type { StoredRecord } from "./row.ts";
import { refusalOf } from "./rights-check.ts";
import { rightsOfOrigin } from "./rights-of.ts";
import { recordOf } from "./outcome.ts";
import type { Origin } from "./save.ts";
import type { SaveUnit } from "./unit.ts";

/** The version that a caller read the record at: from If-Match, from the body, or none. */
export interface Guard {
  readonly precondition: number | null;
  readonly content: number | null;
  /** Who asks: what they may not read is not there for them, whatever its version. */
  readonly origin: Origin;
}

/** `If-Match: "3"`; a star or nothing guards nothing. */
export const readGuard = (
  origin: Origin,
  header: string | undefined,
  content: number | undefined,
): Guard => ({
  origin,
  precondition: header === undefined || header.trim() === "*" ? null : versionIn(header),
  content: content ?? null,
});

const versionIn = (header: string): number => {
  const version = /^(?:W\/)?"?(\d{1,9})"?$/.exec(header.trim())?.[1];
  if (version !== undefined) return Number(version);
  const message = `If-Match must be the version of the record in quotes, such as "3", not ${header.slice(0, 60)}`;
  throw invalid([{ field: "If-Match", code: "bad_format", message }]);
};

/** Locks the record and refuses where somebody saved it since. Answers what stands. */
export const guardedRecord = async (
  unit: SaveUnit,
  { object, id }: { readonly object: string; readonly id: string },
  { precondition, content, origin }: Guard,
): Promise<StoredRecord> => {
  refuseNonId(object, id);
  const [record] = await readRecords(unit.tx, unit.object(object), [id], "update");
  if (record === undefined) throw new Refusal("not_found", `there is no ${object} ${id}`);
  const refused = await refusalOf(unit, await rightsOfOrigin(unit, origin), {
    action: "read",
    before: record,
  });
  if (refused !== null) recordOf(refused);
  const { version } = record;
  if (precondition !== null && precondition !== version)
    throw stale("version_conflict", record, precondition);
  if (content !== null && content !== version) throw stale("conflict", record, content);
  return record;
};

const stale = (
  code: "version_conflict" | "conflict",
  { object, version }: StoredRecord,
  expected: number,
): StaleVersion => {
  const message = `the ${object} was saved by somebody else: it is at version ${version}, not ${expected}`;
  return new StaleVersion(code, version, { field: "version", code: "version_conflict", message });
};
