import type { Rights } from "@cadencia/core/rights";
import type { LiveRecords } from "@cadencia/contracts/api";
import type { Transaction } from "../../platform/workspace/index.ts";
import type { Catalog } from "../objects/index.ts";
import { readableIds } from "../rights/index.ts";
import type { News } from "./news.repo.ts";

interface Reader {
  readonly tx: Transaction;
  readonly catalog: Pick<Catalog, "model">;
  readonly rights: Rights;
}

/**
 * What somebody is told of changes: of records that they may read, by object and kind in the order of what happened. A
 * record that passed from them to somebody whose records they may not read is `gone`.
 */
export const tell = async (reader: Reader, news: readonly News[]): Promise<LiveRecords[]> => {
  const told: LiveRecords[] = [];
  for (const [object, changes] of Map.groupBy(news, (one) => one.object))
    told.push(...(await tellOf(reader, object, changes)));
  return told.toSorted((left, right) => left.seq - right.seq);
};

const tellOf = async (
  { tx, catalog: { model }, rights }: Reader,
  object: string,
  changes: readonly News[],
): Promise<LiveRecords[]> => {
  if (!model.objects.has(object) || rights.scope(object, "read") === "none") return [];
  const ids = [...new Set(changes.map(({ record }) => record))];
  const readable = await readableIds(tx, { rights, model, object }, ids);
  const people = rights.people(rights.scope(object, "read"));
  const lost = changes.filter(
    ({ record, formerOwner }) =>
      !readable.has(record) && formerOwner !== null && people?.has(formerOwner) === true,
  );
  const seen = Map.groupBy(
    changes.filter(({ record }) => readable.has(record)),
    ({ kind }) => kind,
  );
  return [
    ...[...seen].map(([kind, those]) => together(object, kind, those)),
    ...(lost.length === 0 ? [] : [together(object, "gone", lost)]),
  ];
};

const together = (object: string, kind: LiveRecords["kind"], changes: readonly News[]): LiveRecords => ({
  object,
  kind,
  ids: [...new Set(changes.map(({ record }) => record))],
  seq: Math.max(...changes.map(({ seq }) => seq)),
});
