import type { Migration } from "../../migration.ts";

const tables = (s: string): string => `
-- Started by a confirmed import or as "existing": the circuit breaker does not count it.
ALTER TABLE ${s}.run ADD COLUMN confirmed boolean NOT NULL DEFAULT false;
-- Why an automation is off, where nobody switched it off.
ALTER TABLE ${s}.automation ADD COLUMN off_reason text;

-- How much an automation executed, by minute (kept for two hours) and by hour. Each server process adds to a row of
-- its own: no worker waits for another.
CREATE TABLE ${s}.execution_count (
  automation uuid NOT NULL,
  grain text NOT NULL CHECK (grain IN ('minute', 'hour')),
  at timestamptz NOT NULL,
  backend int NOT NULL,
  executed bigint NOT NULL,
  failed bigint NOT NULL,
  PRIMARY KEY (automation, grain, at, backend)
);
`;

/** What the circuit breaker counts. */
export const circuits: Migration = {
  name: "0007-circuits",
  up: async (run, schema) => {
    await run(tables(schema));
  },
};
