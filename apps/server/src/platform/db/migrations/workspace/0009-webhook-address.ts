import type { Migration } from "../../migration.ts";

/** Where automations are called from outside. Kept readable, since administrators look it up again. */
export const webhookAddress: Migration = {
  name: "0009-webhook-address",
  up: async (run, schema) => {
    await run(`CREATE TABLE ${schema}.webhook_address (
      hash bytea PRIMARY KEY,
      automation uuid NOT NULL,
      token text NOT NULL,
      created_at timestamptz NOT NULL,
      -- Null: the current one.
      valid_until timestamptz
    )`);
    await run(`CREATE UNIQUE INDEX webhook_address_current
      ON ${schema}.webhook_address (automation) WHERE valid_until IS NULL`);
    await run(`CREATE INDEX webhook_address_automation ON ${schema}.webhook_address (automation)`);
  },
};
