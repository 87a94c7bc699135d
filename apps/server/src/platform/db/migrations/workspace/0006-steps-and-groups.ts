import type { Migration } from "../../migration.ts";

const tables = (s: string): string => `
-- What became of the event that a step waits for; null while that is open.
ALTER TABLE ${s}.run_step ADD COLUMN happened boolean;
-- The records between a step's own and the one that its date stands on: a change of their relations moves it too.
ALTER TABLE ${s}.run_step ADD COLUMN until_via uuid[];
CREATE INDEX run_step_until_via ON ${s}.run_step USING gin (until_via)
  WHERE status = 'waiting' AND until_via IS NOT NULL;

-- A record is in at most one active run of a group, whoever starts runs at the same time.
ALTER TABLE ${s}.run ADD COLUMN exclusive_group text;
CREATE UNIQUE INDEX run_exclusive_group ON ${s}.run (record, exclusive_group)
  WHERE status = 'active' AND exclusive_group IS NOT NULL;
`;

/** What steps that wait, and exclusive groups, keep. */
export const stepsAndGroups: Migration = {
  name: "0006-steps-and-groups",
  up: async (run, schema) => {
    await run(tables(schema));
  },
};
