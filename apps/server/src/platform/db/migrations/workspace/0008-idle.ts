import type { Migration } from "../../migration.ts";

/** Idle automations: their sweeps, and events that no record tells of. */
export const idle: Migration = {
  name: "0008-idle",
  up: async (run, schema) => {
    await run(`CREATE TABLE ${schema}.idle_sweep (
      automation uuid PRIMARY KEY,
      swept_until timestamptz NOT NULL,
      next_at timestamptz NOT NULL,
      -- Nothing to sweep for before something happens after this; null: there may be, whatever happens.
      settled_until timestamptz
    )`);
    await run(`CREATE TABLE ${schema}.reported_event (
      record uuid NOT NULL,
      at timestamptz NOT NULL,
      event text NOT NULL,
      PRIMARY KEY (record, at, event)
    )`);
    await run(`CREATE INDEX reported_event_at ON ${schema}.reported_event (at)`);
  },
};
