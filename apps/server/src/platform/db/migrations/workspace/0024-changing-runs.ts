import type { Migration } from "../../migration.ts";

const statements = (s: string): string => `
-- What a change of an automation has still to bring to its runs under way (ADR 9).
ALTER TABLE ${s}.job DROP CONSTRAINT job_kind_check;
ALTER TABLE ${s}.job ADD CONSTRAINT job_kind_check
  CHECK (kind IN ('related', 'saves', 'enter', 'start', 'event', 'moment', 'runs'));
DROP INDEX ${s}.job_due;
CREATE INDEX job_due ON ${s}.job (run_at, id) WHERE kind NOT IN ('enter', 'runs');
CREATE INDEX job_runs_due ON ${s}.job (run_at, id) WHERE kind = 'runs';
-- They are taken part by part in the order of their ids.
DROP INDEX ${s}.run_active;
CREATE INDEX run_active ON ${s}.run (automation, id) INCLUDE (version) WHERE status = 'active';
`;

/** Runs under way follow a change of their automation part by part. */
export const changingRuns: Migration = {
  name: "0024-changing-runs",
  up: async (run, schema) => {
    await run(statements(schema));
  },
};
