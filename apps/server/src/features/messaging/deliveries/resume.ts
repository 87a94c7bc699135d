import type { Transaction } from "../../../platform/workspace/index.ts";
import { readParkedDeliveries, unparkDeliveries } from "./deliveries.repo.ts";
import { attemptAfter } from "./retry.ts";

/**
 * Lets what rested of some steps while their automation was off go again. `baseOf`: from where the wait for the next
 * attempt counts now, given from where it counted.
 */
export const resumeDeliveries = async (
  tx: Transaction,
  steps: readonly string[],
  baseOf: (base: Temporal.Instant) => Temporal.Instant,
): Promise<void> => {
  const parked = await readParkedDeliveries(tx, steps);
  if (parked.length === 0) return;
  const resumed = parked.map(({ id, base, attempt }) => {
    const counted = baseOf(Temporal.Instant.from(base));
    return { id, base: counted, at: attemptAfter(counted, attempt) };
  });
  await unparkDeliveries(tx, resumed);
};
