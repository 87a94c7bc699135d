import type { Migration } from "../../migration.ts";

/** The last change that an idle sweep knew of: later ones, in whatever order they commit, wake the next. */
export const settledJournal: Migration = {
  name: "0022-settled-journal",
  up: async (run, schema) => {
    await run(`ALTER TABLE ${schema}.idle_sweep ADD COLUMN settled_seq bigint`);
  },
};
