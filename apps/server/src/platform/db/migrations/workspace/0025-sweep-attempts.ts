import type { Migration } from "../../migration.ts";

/** A sweep that fails for one automation is tried again later, and holds up no other. */
export const sweepAttempts: Migration = {
  name: "0025-sweep-attempts",
  up: async (run, schema) => {
    await run(`ALTER TABLE ${schema}.sweep ADD COLUMN retry_at timestamptz`);
    await run(`ALTER TABLE ${schema}.sweep ADD COLUMN attempt int NOT NULL DEFAULT 0`);
    await run(`ALTER TABLE ${schema}.idle_sweep ADD COLUMN attempt int NOT NULL DEFAULT 0`);
  },
};
