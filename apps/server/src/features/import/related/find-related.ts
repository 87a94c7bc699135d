import { quote } from "@cadencia/contracts/problems";
import type { Input, Origin, SaveUnit } from "../../records/index.ts";
import type { Match } from "../mapping/match.ts";
import type { KnownRelated } from "./known.ts";
import { targetOf, type Wanted } from "./wanted.ts";
import { findByText, lockCreation } from "./related.repo.ts";

export type Related =
  | { readonly ok: true; readonly id: string }
  | { readonly ok: false; readonly reason: string };

export interface FoundRelated {
  readonly of: (wanted: Wanted) => Related;
  /** To be learnt once the transaction is committed. */
  readonly ids: ReadonlyMap<string, string>;
  /** Made in this transaction, by key. */
  readonly made: ReadonlyMap<string, Match>;
}

/**
 * Finds all related records that a chunk of rows names: one query for each object and field, whatever the number
 * of rows, and makes those that are missing where the map says so.
 */
export const findRelated = async (
  unit: SaveUnit,
  wanted: readonly Wanted[],
  { known, origin }: { readonly known: KnownRelated; readonly origin: Origin },
): Promise<FoundRelated> => {
  const found = new Map<string, Related>();
  const made = new Map<string, Match>();
  for (const each of wanted) {
    const id = known.idOf(each.key);
    if (id !== undefined) found.set(each.key, { ok: true, id });
  }
  const groups = Map.groupBy(
    wanted.filter((each) => !found.has(each.key)),
    ({ match }) => targetOf(match),
  );
  for (const [, group] of [...groups].toSorted(([left], [right]) => (left < right ? -1 : 1))) {
    await lookUp(unit, group, found);
    await makeMissing(unit, { group, origin }, { found, made });
  }
  const ids = new Map(
    [...found].flatMap(([key, related]) => (related.ok ? [[key, related.id] as const] : [])),
  );
  return { ids, made, of: (each) => found.get(each.key) ?? missing(each) };
};

const missing = ({ match, text }: Wanted): Related => ({
  ok: false,
  reason: `there is no ${match.object.key} whose ${match.by.key} is ${quote(text)}`,
});

const lookUp = async (
  unit: SaveUnit,
  group: readonly Wanted[],
  found: Map<string, Related>,
): Promise<void> => {
  const match = group[0]?.match;
  if (match === undefined) return;
  if (group.some((each) => each.match.create)) await lockCreation(unit.tx, match.object.key);
  const { object, by } = match;
  const texts = [...new Set(group.map(({ folded }) => folded))];
  const rows = await findByText(unit.tx, { object: object.key, field: by.key }, texts);
  const byText = new Map(rows.map((row) => [row.text, row]));
  for (const { key, folded, text } of group) {
    const row = byText.get(folded);
    if (row?.count === 1) found.set(key, { ok: true, id: row.id });
    else if (row !== undefined)
      found.set(key, {
        ok: false,
        reason: `${row.count} ${object.key} records have the ${by.key} ${quote(text)}; it is not clear which is meant`,
      });
  }
};

const makeMissing = async (
  unit: SaveUnit,
  { group, origin }: { readonly group: readonly Wanted[]; readonly origin: Origin },
  { found, made }: { readonly found: Map<string, Related>; readonly made: Map<string, Match> },
): Promise<void> => {
  const absent = new Map<string, Wanted>();
  for (const each of group) {
    if (each.match.create && !found.has(each.key) && !absent.has(each.key)) absent.set(each.key, each);
  }
  const [first] = absent.values();
  if (first === undefined) return;
  const { match } = first;
  const records = [...absent.values()].map((each) => ({ input: inputFor(each), origin }));
  const outcomes = await unit.create(match.object.key, records);
  for (const [index, [key, each]] of [...absent].entries()) {
    const outcome = outcomes[index];
    if (outcome?.ok === true) {
      found.set(key, { ok: true, id: outcome.record.id });
      made.set(key, each.match);
    } else {
      const why = outcome?.problems.map((problem) => problem.message).join("; ") ?? "";
      found.set(key, {
        ok: false,
        reason: `no ${match.object.key} ${quote(each.text)} can be made: ${why}`,
      });
    }
  }
};

/** A contact's name is made of two fields: the first word, and what follows. */
const inputFor = ({ match, text }: Wanted): Input => {
  if (match.object.key !== "contact" || match.by.key !== "name") return { [match.by.key]: text };
  const [first = "", ...rest] = text.split(" ");
  return rest.length === 0 ? { first_name: first } : { first_name: first, last_name: rest.join(" ") };
};
