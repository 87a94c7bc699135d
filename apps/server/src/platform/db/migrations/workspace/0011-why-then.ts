import type { Migration } from "../../migration.ts";

/**
 * Whether an activation also asked for those that matched already, and where a record belonged before a relation of it
 * came to point elsewhere: "why" can see neither from what did not start.
 */
export const whyThen: Migration = {
  name: "0011-why-then",
  up: async (run, schema) => {
    await run(`ALTER TABLE ${schema}.automation_history ADD COLUMN existing boolean`);
    // Filled only where a relation comes to point elsewhere: no other save touches the index.
    await run(`ALTER TABLE ${schema}.change ADD COLUMN moved uuid[]`);
    await run(`CREATE INDEX change_moved ON ${schema}.change USING gin (moved) WHERE moved IS NOT NULL`);
  },
};
