import type { Migration } from "../../migration.ts";

/** Up to which activity `activity.overdue` was raised: one row once somebody listens, none before. */
export const overdue: Migration = {
  name: "0019-overdue",
  up: async (run, schema) => {
    await run(`CREATE TABLE ${schema}.overdue_watch (
      one boolean PRIMARY KEY CHECK (one),
      due timestamptz NOT NULL,
      id uuid NOT NULL
    )`);
  },
};
