import type { Migration } from "../../migration.ts";

const statements = (s: string): string => `
-- When it had come, where nobody came to it for long: after downtime the journal does not tell how things stood then.
ALTER TABLE ${s}.run_log ADD COLUMN due timestamptz;
`;

export const lateRefusals: Migration = {
  name: "0034-late-refusals",
  up: async (run, schema) => {
    await run(statements(schema));
  },
};
