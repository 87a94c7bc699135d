import type { Transaction } from "../../../platform/workspace/index.ts";
import type { SaveUnit } from "../../records/index.ts";
import { insertFreedSlots, lockCaps, takeFreedSlots, takeHolds } from "./caps.repo.ts";

/**
 * Mail that counted against the cap of these addresses does not go out: who waits for the slots is to be woken. It
 * is noted here and done by the next round, which holds nothing else when it locks the addresses.
 */
export const giveBackSlots = async (
  { tx, catalog }: SaveUnit,
  addresses: readonly string[],
): Promise<void> => {
  if (catalog.settings.frequencyCap === null || addresses.length === 0) return;
  await insertFreedSlots(tx, addresses);
  tx.afterCommit(tx.workspace.onWork);
};

/**
 * The steps that a cap held for addresses with slots given back since. Locked against whoever is counting: what it
 * is about to hold is seen, or it sees the slot.
 */
export const takeFreedSteps = async (tx: Transaction): Promise<readonly string[]> => {
  const addresses = await takeFreedSlots(tx);
  if (addresses.length === 0) return [];
  await lockCaps(tx, addresses);
  return takeHolds(tx, addresses);
};
