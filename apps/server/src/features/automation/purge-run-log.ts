import type { Engine } from "./engine.ts";
import { deleteOldLines } from "./run-log.repo.ts";

/** So many lines one transaction removes. */
const PART = 5000;

/** Removes lines of the run log that are older than the workspace keeps them. Answers how many; call again until none. */
export const purgeRunLog = (engine: Engine): Promise<number> =>
  engine.run(({ unit: { tx, catalog } }) =>
    deleteOldLines(tx, {
      before: tx.now.subtract({ hours: catalog.settings.runLogDays * 24 }),
      limit: PART,
    }),
  );
