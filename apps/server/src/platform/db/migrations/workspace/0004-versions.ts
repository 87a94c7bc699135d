import type { Migration } from "../../migration.ts";

/** How a run came to its version, what each version did to the runs under way, and edits that nobody published yet. */
export const versions: Migration = {
  name: "0004-versions",
  up: async (run, schema) => {
    await run(`ALTER TABLE ${schema}.run ADD COLUMN moved_at timestamptz`);
    await run(
      `ALTER TABLE ${schema}.automation_version ADD COLUMN active_runs text, ADD COLUMN restores int`,
    );
    await run(`CREATE TABLE ${schema}.automation_draft (
      automation uuid PRIMARY KEY REFERENCES ${schema}.automation (id),
      definition jsonb NOT NULL,
      based_on int,
      edited_at timestamptz NOT NULL,
      edited_by uuid
    )`);
  },
};
