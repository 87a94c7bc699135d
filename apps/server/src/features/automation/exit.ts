import { cancelDeliveries } from "../messaging/index.ts";
import type { SaveUnit } from "../records/index.ts";
import type { Reason } from "./reasons.ts";
import { cancelUnsent, exitRuns, type ExitScope } from "./runs.repo.ts";

/**
 * Ends runs early: each step not executed is cancelled, and so is what it had queued for sending. What is being
 * handed over at this moment is not called back: its own outcome ends it.
 */
export const endRuns = async (
  unit: SaveUnit,
  scope: ExitScope,
  { reason, detail = null }: { reason: Reason; detail?: string | null },
): Promise<void> => {
  if (scope.runs?.length === 0 || scope.records?.length === 0 || scope.pairs?.length === 0) return;
  const ended = await exitRuns(unit.tx, scope, { reason, detail });
  if (ended.length === 0) return;
  const unsent = await cancelUnsent(unit.tx, ended, { reason, detail });
  if (unsent.length > 0) await cancelDeliveries(unit, unsent, { reason, detail });
};
