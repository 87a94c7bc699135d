import type { AutomationContext } from "./context.ts";
import { fireDue } from "./fire.ts";
import { workOffJob } from "./jobs/work-off.ts";
import { reportOverdue } from "./overdue/report-overdue.ts";
import { sweep } from "./sweep.ts";

/**
 * Does what has come due under the rules as they still are. Whoever publishes or switches off after downtime ends
 * what waits from now on; what came due before is not lost with it (promise 4).
 */
export const catchUp = async (context: AutomationContext): Promise<void> => {
  await sweep(context);
  while ((await fireDue(context)).count > 0);
  while ((await reportOverdue(context)) > 0);
  while (await workOffJob(context, { sort: "other" }));
  while (await workOffJob(context, { sort: "enter" }));
};
