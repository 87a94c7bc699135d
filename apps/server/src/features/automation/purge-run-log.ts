import { deleteOldCounts, FORECAST_DAYS } from "./circuits.repo.ts";
import type { Engine } from "./engine.ts";
import { deleteSupersededReports } from "./idle/reported-event.repo.ts";
import { endOverdueWatch, isOverdueHeard } from "./overdue/overdue.repo.ts";
import { deleteOldLines } from "./run-log.repo.ts";

/** So many lines one transaction removes. */
const PART = 5000;

/**
 * Removes lines of the run log that are older than the workspace keeps them, and with them what else is of no more
 * use: reported calls that a later one follows, by the same age; executions counted by hour, once no forecast looks
 * back to them; the watch over activities that nobody hears of any more. Answers how many; call again until none.
 */
export const purgeRunLog = (engine: Engine): Promise<number> =>
  engine.run(async ({ unit: { tx, catalog } }) => {
    const old = { before: tx.now.subtract({ hours: catalog.settings.runLogDays * 24 }), limit: PART };
    const lines = await deleteOldLines(tx, old);
    const reports = await deleteSupersededReports(tx, old);
    const before = tx.now.subtract({ hours: FORECAST_DAYS.lookBack * 24 + 1 });
    const counts = await deleteOldCounts(tx, { before, limit: PART });
    if (!(await isOverdueHeard(tx))) await endOverdueWatch(tx);
    return lines + reports + counts;
  });
