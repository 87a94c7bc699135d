import type { Migration } from "../../migration.ts";

/** How a run came to its version, and what each version did to the runs under way. */
export const versions: Migration = {
  name: "0004-versions",
  up: async (run, schema) => {
    await run(`ALTER TABLE ${schema}.run ADD COLUMN moved_at timestamptz`);
    await run(
      `ALTER TABLE ${schema}.automation_version ADD COLUMN active_runs text, ADD COLUMN restores int`,
    );
  },
};
