import type { SaveUnit } from "../../records/index.ts";
import { endRuns } from "../exit.ts";
import type { Ending } from "../jobs/job.ts";
import type { ExitScope } from "../runs.repo.ts";

export const boundsOf = ({ before, startedBefore }: Ending): Pick<ExitScope, "before" | "startedBefore"> => ({
  ...(before === null ? {} : { before }),
  ...(startedBefore === null ? {} : { startedBefore }),
});

/** Ends what changes of automations are still to end of these records: a run that is over stands in nobody's way. */
export const endForRecords = async (
  unit: SaveUnit,
  endings: readonly (Ending & { readonly automation: string })[],
  records: readonly string[],
): Promise<void> => {
  for (const ending of endings) {
    const { automation, reason } = ending;
    await endRuns(unit, { automation, records, ...boundsOf(ending) }, { reason });
  }
};
