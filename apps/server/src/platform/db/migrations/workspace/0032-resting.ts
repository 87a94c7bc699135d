import type { Migration } from "../../migration.ts";

const statements = (s: string): string => `
-- Switching on again takes up what rested of its messages step by step, not all that it ever sent.
CREATE INDEX delivery_resting ON ${s}.delivery (automation, step) WHERE state = 'queued' AND run_at IS NULL;
`;

export const resting: Migration = {
  name: "0032-resting",
  up: async (run, schema) => {
    await run(statements(schema));
  },
};
