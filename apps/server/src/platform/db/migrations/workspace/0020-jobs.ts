import type { Migration } from "../../migration.ts";

const tables = (s: string): string => `
-- Work that is left to the workers or has to be done again (ADR 9). Tried again after 1, 5, 15, 60 and 240 minutes.
CREATE TABLE ${s}.job (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('related', 'saves', 'enter', 'start', 'event', 'moment')),
  -- The only automation that it concerns; null: whichever care.
  automation uuid,
  task jsonb NOT NULL,
  -- Null: it rests while its automation is off.
  run_at timestamptz,
  attempt int NOT NULL DEFAULT 0,
  error text
);
CREATE INDEX job_due ON ${s}.job (run_at, id) WHERE kind <> 'enter';
CREATE INDEX job_enter_due ON ${s}.job (run_at, id) WHERE kind = 'enter';
CREATE INDEX job_automation ON ${s}.job (automation) WHERE automation IS NOT NULL;

INSERT INTO ${s}.job (id, kind, automation, task, run_at, attempt, error)
  SELECT id, kind, (task->>'automation')::uuid, task, run_at, least(attempt, 5), error FROM ${s}.reevaluation;
DROP TABLE ${s}.reevaluation;

INSERT INTO ${s}.job (id, kind, automation, task, run_at, attempt, error)
  SELECT e.id, 'enter', e.automation,
         jsonb_build_object('automation', e.automation, 'at', e.at, 'base', e.at, 'joined', e.joined, 'part', e.part,
                            'after', e.after),
         e.run_at, least(e.attempt, 5), e.error
    FROM ${s}.entering e;
DROP TABLE ${s}.entering;

-- A moment that could not be judged becomes a job; what is armed has not been tried yet.
INSERT INTO ${s}.job (id, kind, automation, task, run_at, attempt)
  SELECT gen_random_uuid(), 'moment', automation,
         jsonb_build_object('automation', automation, 'record', record, 'kind', kind, 'at', at, 'depth', depth,
                            'chain', chain),
         retry_at, least(attempt, 5)
    FROM ${s}.moment WHERE retry_at IS NOT NULL;
DELETE FROM ${s}.moment WHERE retry_at IS NOT NULL;
DROP INDEX ${s}.moment_at;
DROP INDEX ${s}.moment_retry;
ALTER TABLE ${s}.moment DROP COLUMN retry_at, DROP COLUMN attempt;
CREATE INDEX moment_at ON ${s}.moment (at);
-- What one automation has armed, and of that what is due: publishing and switching off ask for it.
CREATE INDEX moment_automation ON ${s}.moment (automation, at);

-- Of the executed those that had been due for more than an hour: downtime is not a volume of its own.
ALTER TABLE ${s}.execution_count ADD COLUMN late bigint NOT NULL DEFAULT 0;

-- Until when a step that failed was held back, when its automation was switched off.
ALTER TABLE ${s}.run_step ADD COLUMN retry_at timestamptz;

-- A save under way may commit an activity whose due has passed meanwhile: the last moments are looked at again, and
-- what has been looked at of the time after the mark is noted.
ALTER TABLE ${s}.overdue_watch DROP COLUMN id;
CREATE TABLE ${s}.overdue_seen (
  due timestamptz NOT NULL,
  activity uuid NOT NULL,
  PRIMARY KEY (due, activity)
);
`;

/** One table for all work of the engine that waits to be done, or to be done again. */
export const jobs: Migration = {
  name: "0020-jobs",
  up: async (run, schema) => {
    await run(tables(schema));
  },
};
