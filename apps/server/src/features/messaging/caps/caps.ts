import { capPeriod } from "@cadencia/core/schedule";
import type { Transaction, WorkspaceSettings } from "../../../platform/workspace/index.ts";
import { countAutomaticMail, keepHolds, lockCaps, type CapHold } from "./caps.repo.ts";

/** The mails one step wants to send. */
export interface CapRequest {
  readonly step: string;
  readonly addresses: readonly string[];
  /** False: if it is not held it is not sent either, and leaves its slot to the next. */
  readonly takes: boolean;
}

/**
 * Which steps a frequency cap holds, and until when: the beginning of the next day or week, or when a slot of theirs
 * is given back (`giveBackSlots`). Slots are given out in
 * the order of the steps. A slot is the delivery itself, queued in the same transaction and counted until it
 * fails; the addresses stay locked until then, so that no two workers give out the same slot.
 */
export const heldByCap = async (
  tx: Transaction,
  requests: readonly CapRequest[],
  settings: Pick<WorkspaceSettings, "frequencyCap" | "timeZone">,
): Promise<ReadonlyMap<string, Temporal.Instant>> => {
  const addresses = requests.flatMap((request) => request.addresses);
  if (settings.frequencyCap === null || addresses.length === 0) return new Map();
  const { max, per } = settings.frequencyCap;
  const period = capPeriod(tx.now, per, settings.timeZone);
  await lockCaps(tx, addresses);
  const used = new Map(await countAutomaticMail(tx, addresses, period));
  const held = new Map<string, Temporal.Instant>();
  const holds: CapHold[] = [];
  for (const request of requests) {
    const full = request.addresses.filter((address) => (used.get(address) ?? 0) >= max);
    if (full.length > 0) {
      held.set(request.step, period.end);
      holds.push(...full.map((address) => ({ step: request.step, address })));
      continue;
    }
    if (request.takes)
      for (const address of request.addresses) used.set(address, (used.get(address) ?? 0) + 1);
  }
  await keepHolds(
    tx,
    requests.map(({ step }) => step),
    holds,
  );
  return held;
};
