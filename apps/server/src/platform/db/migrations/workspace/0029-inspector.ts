import type { Migration } from "../../migration.ts";

const statements = (s: string): string => `
-- A person ended the wait of the step: its window is passed over, once.
ALTER TABLE ${s}.run_step ADD COLUMN hurried boolean NOT NULL DEFAULT false;
-- The step was done again after this delivery had failed: its recipient is free for another one.
ALTER TABLE ${s}.delivery ADD COLUMN earlier_of uuid;
CREATE INDEX delivery_earlier ON ${s}.delivery (earlier_of) WHERE earlier_of IS NOT NULL;

-- What a person did to a step by hand: ran it now, did it again, said what became of its message.
CREATE TABLE ${s}.intervention (
  seq bigint PRIMARY KEY DEFAULT nextval('${s}.journal_seq'),
  at timestamptz NOT NULL,
  actor uuid,
  run uuid NOT NULL,
  step text NOT NULL,
  kind text NOT NULL,
  detail text
);
CREATE INDEX intervention_run ON ${s}.intervention (run, seq);

-- One automation's steps by state, and counted by step and reason without looking at the rows.
CREATE INDEX run_step_state ON ${s}.run_step (automation, status, id) INCLUDE (step, version, reason);
CREATE INDEX run_step_ahead ON ${s}.run_step (automation, due_at, id) WHERE status = 'waiting';
-- What waits for a person: few rows, counted with every page that is looked at.
CREATE INDEX run_step_wanting ON ${s}.run_step (id) INCLUDE (automation, status, run)
  WHERE status IN ('failed', 'uncertain');
CREATE INDEX run_automation ON ${s}.run (automation, id) INCLUDE (version);

-- The outbox, the newest first, by kind, automation, and the states that are few.
CREATE INDEX delivery_channel ON ${s}.delivery (channel, id);
CREATE INDEX delivery_automation ON ${s}.delivery (automation, id) WHERE automation IS NOT NULL;
CREATE INDEX delivery_wanting ON ${s}.delivery (state, id) WHERE state NOT IN ('sent', 'sending');
`;

/** What people see of runs and messages, and do to them by hand. */
export const inspector: Migration = {
  name: "0029-inspector",
  up: async (run, schema) => {
    await run(statements(schema));
  },
};
