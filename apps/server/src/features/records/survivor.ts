import type { ObjectType } from "@cadencia/core/model";
import type { Transaction } from "../../platform/workspace/index.ts";
import { readRecords } from "./records.repo.ts";
import type { StoredRecord } from "./row.ts";

interface Which {
  readonly id: string;
  readonly lock?: "none" | "share" | "update";
}

/**
 * The record that one lives on in: itself, or the last of those it was merged into. Null where there is none or it
 * was deleted. Whoever locks it knows that it is not merged before the transaction ends.
 */
export const survivorOf = async (
  tx: Transaction,
  object: ObjectType,
  which: Which,
): Promise<StoredRecord | null> => {
  const last = await lastOfMerges(tx, object, which);
  return last?.deletedAt === null ? last : null;
};

/** The same, also where it was deleted since. */
export const lastOfMerges = async (
  tx: Transaction,
  object: ObjectType,
  { id, lock = "none" }: Which,
): Promise<StoredRecord | null> => {
  const seen = new Set<string>();
  for (let next = id; !seen.has(next);) {
    seen.add(next);
    const [record] = await readRecords(tx, object, [next], lock);
    if (record === undefined) return null;
    if (record.mergedInto === null) return record;
    next = record.mergedInto;
  }
  return null;
};
