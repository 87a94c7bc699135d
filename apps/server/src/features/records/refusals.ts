import type { Action, Rights } from "@cadencia/core/rights";
import type { Transaction } from "../../platform/workspace/index.ts";
import type { Catalog } from "../objects/index.ts";
import { readableBy } from "./readable.ts";
import { refuseChange } from "./rights-check.ts";
import { rightsOfOrigins } from "./rights-of.ts";
import type { StoredRecord } from "./row.ts";
import { SYSTEM, type Origin } from "./save.ts";
import type { Referring } from "./references.ts";
import type { Edit, NewRecord } from "./wanted.ts";

type Wish = Pick<Edit, "id" | "origin"> & Partial<Pick<Edit, "input">>;
type Refusals = (wish: Wish, before: StoredRecord) => ReturnType<typeof refuseChange>;

/** Says of each of many edits why whoever makes it may not; null where they may. Rights are asked once for each. */
export const refusalsOf = async (
  { tx, catalog }: { readonly tx: Transaction; readonly catalog: Catalog },
  action: Action,
  {
    wishes,
    stored,
    rightsOf,
  }: {
    readonly wishes: readonly Wish[];
    readonly stored: ReadonlyMap<string, StoredRecord>;
    readonly rightsOf?: (origin: Origin) => Rights;
  },
): Promise<Refusals> => {
  const rights = rightsOf ?? (await rightsOfOrigins({ tx, catalog }, wishes.map(byWhom)));
  const asked = wishes.map((wish) => ({ rights: rights(byWhom(wish)), record: stored.get(wish.id) }));
  const isReadable = await readableBy({ tx, model: catalog.model }, asked);
  return (wish, before) => {
    const { input } = wish;
    const theirs = rights(byWhom(wish));
    const change = { action, before, ...(input === undefined ? {} : { input }) };
    return refuseChange(theirs, { ...change, canRead: isReadable(theirs, before) });
  };
};

const byWhom = ({ origin = SYSTEM }: Pick<Wish, "origin">): Origin => origin;

/** Whose links a draft holds, and which of them came along from a record that they read. */
export const referringOf = (
  { origin = SYSTEM, along = NOTHING }: Pick<NewRecord, "origin" | "along">,
  rightsOf: (origin: Origin) => Rights,
): Referring => ({ rights: rightsOf(origin), along });

const NOTHING: ReadonlySet<string> = new Set();
