import type { ObjectType } from "@cadencia/core/model";
import { EVERYTHING } from "@cadencia/core/rights";
import { writeHistory, type PastSave } from "../../platform/journal/index.ts";
import type { Transaction } from "../../platform/workspace/index.ts";
import { readCatalog, type Catalog } from "../objects/index.ts";
import { draftRecord, type Input } from "./draft.ts";
import { toChange } from "./journal-entry.ts";
import { insertRecords, updateRecords } from "./records.repo.ts";
import type { StoredRecord } from "./row.ts";
import { SYSTEM, type Save } from "./save.ts";

/** What somebody saved at an instant of the past; the first of a record creates it. */
export interface Told {
  readonly at: string;
  /** The user who saved; null for the product. */
  readonly by: string | null;
  readonly object: string;
  readonly id: string;
  readonly input: Input;
}

/**
 * Writes records as the saves made them, with the journal entry of each save, in a few statements. Nothing is matched
 * and no event is raised: it happened before any automation was there.
 */
export const writePast = async (tx: Transaction, told: readonly Told[]): Promise<void> => {
  const catalog = await readCatalog(tx);
  const records = new Map<string, StoredRecord>();
  const saves: PastSave[] = [];
  for (const one of told) {
    const save = saveOf(catalog, one, records.get(one.id) ?? null);
    if (save === null) continue;
    records.set(one.id, save.after);
    saves.push({ ...toChange(save), at: one.at });
  }
  for (const [key, group] of Map.groupBy(records.values(), ({ object }) => object)) {
    const object = objectOf(catalog, key);
    for (let start = 0; start < group.length; start += CHUNK)
      insertRecords(tx, object, group.slice(start, start + CHUNK));
    updateRecords(
      tx,
      object,
      [],
      group.filter(({ version }) => version > 1),
    );
  }
  await writeHistory(tx, saves);
};

const CHUNK = 1000;

/** Null: it changed nothing. */
const saveOf = (catalog: Catalog, told: Told, before: StoredRecord | null): Save | null => {
  const object = objectOf(catalog, told.object);
  const drafted = draftRecord(
    object,
    { before: before?.values ?? null, input: told.input },
    {
      catalog,
      now: told.at,
      timeZone: catalog.settings.timeZone,
      resolve: () => null,
      trusted: true,
      rights: EVERYTHING,
    },
  );
  if (!drafted.ok)
    throw new Error(
      `the past of ${told.object} ${told.id}: ${drafted.problems.map(({ message }) => message).join("; ")}`,
    );
  if (before !== null && drafted.changed.size === 0) return null;
  const stamps = { updated_at: told.at, updated_by: told.by };
  const born = { created_at: told.at, created_by: told.by };
  return {
    object,
    kind: before === null ? "created" : "updated",
    before,
    after: {
      id: told.id,
      object: told.object,
      version: (before?.version ?? 0) + 1,
      deletedAt: null,
      mergedInto: null,
      values: { ...drafted.values, ...(before === null ? born : {}), ...stamps },
    },
    changed: drafted.changed,
    origin: { ...SYSTEM, actor: told.by },
  };
};

const objectOf = ({ model }: Catalog, key: string): ObjectType => {
  const object = model.objects.get(key);
  if (object === undefined) throw new Error(`there is no object "${key}"`);
  return object;
};
