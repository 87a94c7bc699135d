import type { Model } from "@cadencia/core/model";
import type { Rights } from "@cadencia/core/rights";
import type { Transaction } from "../../platform/workspace/index.ts";
import { isOnTimeline, readableIds } from "../rights/index.ts";
import type { StoredRecord } from "./row.ts";
import { subjectOf } from "./subject.ts";

interface Place {
  readonly tx: Transaction;
  /** The whole model, with what is hidden from who reads. */
  readonly model: Model;
}

/** The ids of those of these records that somebody may read; only timelines are looked up in the database. */
export const readableOf = async (
  { tx, model }: Place,
  rights: Rights,
  records: readonly StoredRecord[],
): Promise<ReadonlySet<string>> => {
  const near = records.filter((record) => rights.everything || rights.may("read", subjectOf(record)));
  const readable = new Set(near.map(({ id }) => id));
  if (rights.everything) return readable;
  const hosted = near.filter(({ object }) => isOnTimeline(model.objects.get(object)));
  for (const [object, group] of Map.groupBy(hosted, (record) => record.object)) {
    const ids = group.map(({ id }) => id);
    const seen = await readableIds(tx, { rights, model, object }, ids);
    for (const id of ids) if (!seen.has(id)) readable.delete(id);
  }
  return readable;
};

export const isReadable = async (place: Place, rights: Rights, record: StoredRecord): Promise<boolean> =>
  (await readableOf(place, rights, [record])).has(record.id);

/** The same for many, each asked by whoever works on it. */
export const readableBy = async (
  place: Place,
  asked: Iterable<{ readonly rights: Rights; readonly record: StoredRecord | undefined }>,
): Promise<(rights: Rights, record: StoredRecord) => boolean> => {
  const groups = Map.groupBy(asked, ({ rights }) => rights);
  const answers = new Map<Rights, ReadonlySet<string>>();
  for (const [rights, group] of groups) {
    const records = group.flatMap(({ record }) => record ?? []);
    answers.set(rights, rights.everything ? new Set() : await readableOf(place, rights, records));
  }
  return (rights, record) => rights.everything || answers.get(rights)?.has(record.id) === true;
};
