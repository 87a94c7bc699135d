import type { Migration } from "../../migration.ts";

export const workspaces: Migration = {
  name: "0001-workspaces",
  async up(run, schema) {
    await run(`
      CREATE TABLE ${schema}.workspace (
        key text PRIMARY KEY,
        schema_name text NOT NULL UNIQUE,
        name text NOT NULL,
        created_at timestamptz NOT NULL
      )`);
    // One row a workspace instead of one poll a workspace: two hundred idle ones cost nothing.
    await run(`
      CREATE TABLE ${schema}.wake (
        workspace text PRIMARY KEY REFERENCES ${schema}.workspace (key) ON DELETE CASCADE,
        next_due timestamptz
      )`);
    await run(`CREATE INDEX wake_next_due ON ${schema}.wake (next_due) WHERE next_due IS NOT NULL`);
  },
};
