import type { Migration } from "../../migration.ts";

const columns = (s: string): string => `
-- A message whose automation is switched off keeps its place in the queue without a moment at which it goes.
ALTER TABLE ${s}.delivery ALTER COLUMN run_at DROP NOT NULL;
-- From where the wait for its next attempt counts: the last attempt, before the first one the queueing.
ALTER TABLE ${s}.delivery ADD COLUMN base_at timestamptz;
UPDATE ${s}.delivery SET base_at = run_at;
ALTER TABLE ${s}.delivery ALTER COLUMN base_at SET NOT NULL;
-- It rested with its automation: what limits its step is to be asked again before it goes.
ALTER TABLE ${s}.delivery ADD COLUMN resumed boolean NOT NULL DEFAULT false;
-- The goal held already when the automation was switched off: it cannot be reached during the pause.
ALTER TABLE ${s}.run ADD COLUMN goal_stood boolean NOT NULL DEFAULT false;
`;

/** What must be known of a pause when it ends. */
export const pauses: Migration = {
  name: "0014-pauses",
  up: async (run, schema) => {
    await run(columns(schema));
  },
};
