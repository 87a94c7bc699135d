import type { Migration } from "../../migration.ts";

/** Members that are still to be entered after an activation "also for those that match already", in record order. */
export const entering: Migration = {
  name: "0002-entering",
  up: async (run, schema) => {
    await run(`CREATE TABLE ${schema}.entering (
      id uuid PRIMARY KEY,
      automation uuid NOT NULL,
      -- The instant of activation, from which their runs count.
      at timestamptz NOT NULL,
      -- Only those who became members at that instant (a segment that was widened).
      joined boolean NOT NULL,
      -- How many one transaction takes in hand.
      part int NOT NULL,
      -- The last record that was looked at.
      after uuid NOT NULL,
      run_at timestamptz NOT NULL,
      attempt int NOT NULL DEFAULT 0,
      error text
    )`);
    await run(`CREATE INDEX entering_due ON ${schema}.entering (run_at)`);
    // A part is a range of this index; the automation alone was asked for nowhere else.
    await run(`CREATE INDEX member_order ON ${schema}.member (automation, record)`);
    await run(`DROP INDEX ${schema}.member_automation`);
  },
};
