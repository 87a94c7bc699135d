import type { Migration } from "../../migration.ts";

const statements = (s: string): string => `
-- What is due of single records waits for what was due of many before it: the first of those is looked up each round.
CREATE INDEX moment_of_many ON ${s}.moment (at) WHERE kind ~ '^(schedule|press@)';
`;

export const momentsOfMany: Migration = {
  name: "0033-moments-of-many",
  up: async (run, schema) => {
    await run(statements(schema));
  },
};
