import type { Migration } from "../../migration.ts";

const statements = (s: string): string => `
-- An edit of an automation that is not published yet; of one that is still to be defined, too.
CREATE TABLE ${s}.automation_draft (
  key text PRIMARY KEY,
  -- Rises with each save: whoever edited an older one is told.
  revision int NOT NULL,
  -- The version that was edited; 0 where there is none yet.
  base_version int NOT NULL,
  -- May be unfinished: it is judged when it is published.
  definition jsonb NOT NULL,
  updated_at timestamptz NOT NULL,
  updated_by uuid NOT NULL
);
`;

/** Edits of automations are kept until they are published. */
export const automationDrafts: Migration = {
  name: "0027-automation-drafts",
  up: async (run, schema) => {
    await run(statements(schema));
  },
};
