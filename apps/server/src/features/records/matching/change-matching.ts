import type { MatchingAnswer, matchingChangeSchema } from "@cadencia/contracts/api";
import type { ObjectType } from "@cadencia/core/model";
import type * as z from "zod";
import { invalid } from "../../../platform/errors/index.ts";
import type { Outcome } from "../outcome.ts";
import { presentRecords } from "../present.ts";
import type { Reading } from "../reading.ts";
import { readRecords } from "../records.repo.ts";
import type { Origin } from "../save.ts";
import { readAsReader, refuseUncompilable } from "../search/index.ts";
import type { SaveUnit } from "../unit.ts";
import { matchingIds, newestId } from "./matching.repo.ts";
import { readWalk, writeWalk } from "./walk.ts";

type Wanted = z.infer<typeof matchingChangeSchema>;

interface Place {
  readonly unit: SaveUnit;
  readonly reading: Reading;
  readonly object: ObjectType;
  readonly origin: Origin;
}

const USUAL_PART = 200;

/** One part of a change: what may not be edited is refused by itself, as in any other save of many. */
export const changeMatching = async (place: Place, wanted: Wanted): Promise<MatchingAnswer> => {
  refuseUnclear(wanted);
  const { ids, next } = await idsOf(place, wanted);
  const before = await valuesBefore(place, { ids, fields: Object.keys(wanted.set ?? {}) });
  const outcomes = await save(place, ids, wanted);
  await place.unit.flush();
  const changed = outcomes.flatMap((outcome) =>
    outcome.ok && outcome.changed.size > 0 ? [outcome.record.id] : [],
  );
  const [refused, ...others] = outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome]));
  const refusals = refused === undefined ? 0 : others.length + 1;
  return {
    changed: changed.map((id) => ({ id, before: before.get(id) ?? {} })),
    same: outcomes.length - changed.length - refusals,
    refused: refusals,
    errors: [...(refused?.problems ?? [])],
    next,
  };
};

const save = (
  { unit, object, origin }: Place,
  ids: readonly string[],
  { set, archived }: Wanted,
): Promise<Outcome[]> =>
  set === undefined
    ? unit.setArchived(object.key, ids, { archived: archived === true, origin })
    : unit.update(
        object.key,
        ids.map((id) => ({ id, input: set, origin })),
      );

/** Exactly one of each pair; the answer to anything else would be a guess. */
const refuseUnclear = ({ filter, ids, set, archived, cursor }: Wanted): void => {
  if ((filter === undefined) === (ids === undefined))
    throw unclear("filter", "say which records: by filter (null means all), or by ids");
  if ((set === undefined) === (archived === undefined))
    throw unclear("set", "say what to change: set, or archived");
  if (set !== undefined && Object.keys(set).length === 0) throw unclear("set", "set names no field");
  if (ids !== undefined && cursor !== undefined) throw unclear("cursor", "ids are changed in one part");
};

const unclear = (field: string, message: string) => invalid([{ field, code: "wrong_value", message }]);

const idsOf = async (
  { reading, object }: Place,
  { filter = null, ids, cursor, limit = USUAL_PART, set, archived }: Wanted,
): Promise<{ readonly ids: readonly string[]; readonly next: string | null }> => {
  if (ids !== undefined) return { ids: [...new Set(ids.map((id) => id.toLowerCase()))], next: null };
  const parsed = filter === null ? null : await readAsReader(reading, object, { filter, field: "filter" });
  const of = [object.key, filter, set ?? archived];
  const walk = cursor === undefined ? null : readWalk(cursor, of);
  const until = walk?.until ?? (await newestId(reading, object.key));
  if (until === null) return { ids: [], next: null };
  const now = walk?.now ?? reading.tx.now;
  // Bringing back means those that are archived.
  const narrowing = { object, filter: parsed, belonging: null, now, archived: archived === false };
  const found = await matchingIds(reading, narrowing, {
    after: walk?.after ?? null,
    until,
    limit: limit + 1,
  }).catch(refuseUncompilable);
  const part = found.slice(0, limit);
  const after = part.at(-1);
  const goesOn = found.length > limit && after !== undefined;
  return { ids: part, next: goesOn ? writeWalk({ after, until, now }, of) : null };
};

/** Locked, so that nobody saves between what is remembered and what is written; hidden fields are not told. */
const valuesBefore = async (
  { unit, reading, object }: Place,
  { ids, fields }: { readonly ids: readonly string[]; readonly fields: readonly string[] },
): Promise<ReadonlyMap<string, Record<string, unknown>>> => {
  const asked = new Set(fields.filter((key) => object.fields.has(key)));
  if (asked.size === 0) return new Map();
  const records = await readRecords(unit.tx, object, [...ids], "update");
  const presented = await presentRecords(reading, object, { records, fields: asked });
  return new Map(
    presented.map((record) => [
      record.id,
      Object.fromEntries([...asked].map((key) => [key, record[key] ?? null])),
    ]),
  );
};
