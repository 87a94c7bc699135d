import type { Migration } from "../../migration.ts";

/**
 * Who waits for which address because of the frequency cap, and the addresses whose slots were given back since
 * somebody last looked. A step that is gone or no longer held leaves rows that the next look takes away.
 */
export const capHolds: Migration = {
  name: "0015-cap-holds",
  up: async (run, schema) => {
    await run(`CREATE TABLE ${schema}.cap_hold (
      address text NOT NULL,
      step uuid NOT NULL,
      PRIMARY KEY (address, step)
    )`);
    await run(`CREATE INDEX cap_hold_step ON ${schema}.cap_hold (step)`);
    await run(`CREATE TABLE ${schema}.freed_slot (address text NOT NULL, at timestamptz NOT NULL)`);
  },
};
