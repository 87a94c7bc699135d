import { parkDeliveries } from "../../messaging/index.ts";
import type { AutomationContext } from "../context.ts";
import type { Ending } from "../jobs/job.ts";
import { readLastRun } from "./change-runs.repo.ts";
import { changeRuns } from "./change-runs.ts";

/**
 * Ends all runs of an automation that are under way: of the first ones in this transaction, of the others by the
 * workers. Answers whether that were all.
 */
export const endAllRuns = async (
  context: AutomationContext,
  automation: string,
  which: Pick<Ending, "reason"> & Partial<Pick<Ending, "before" | "startedBefore">>,
): Promise<boolean> => {
  const { tx } = context.unit;
  const last = await readLastRun(tx, automation);
  if (last === null) return true;
  const ending = { change: "end", before: null, startedBefore: null, ...which, last } as const;
  const all = await changeRuns(context, { automation, ...ending });
  // What they had queued is not handed over before their turn comes.
  if (!all) await parkDeliveries(tx, automation);
  return all;
};
