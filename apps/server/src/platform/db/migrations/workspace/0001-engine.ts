import type { Migration } from "../../migration.ts";

/** The product's own tables in one workspace. Record tables are made from the object registry, not here. */
const engineTables = (schema: string): string => `
CREATE TABLE ${schema}.setting (
  key text PRIMARY KEY,
  value jsonb NOT NULL
);

-- Raised by every change to the registry or to automations; a process whose copy is older reads them anew.
CREATE TABLE ${schema}.revision (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  model bigint NOT NULL DEFAULT 1,
  rules bigint NOT NULL DEFAULT 1
);
INSERT INTO ${schema}.revision DEFAULT VALUES;

CREATE TABLE ${schema}.custom_object (
  key text PRIMARY KEY,
  label text NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE TABLE ${schema}.custom_field (
  object text NOT NULL,
  key text NOT NULL,
  definition jsonb NOT NULL,
  back text,
  position int NOT NULL,
  removed_at timestamptz,
  PRIMARY KEY (object, key)
);
CREATE TABLE ${schema}.pipeline (
  key text PRIMARY KEY,
  object text NOT NULL,
  label text NOT NULL,
  owner uuid,
  position int NOT NULL,
  removed_at timestamptz
);
CREATE TABLE ${schema}.stage (
  key text PRIMARY KEY,
  pipeline text NOT NULL REFERENCES ${schema}.pipeline (key),
  name text NOT NULL,
  label text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('open', 'won', 'lost')),
  position int NOT NULL,
  removed_at timestamptz
);
CREATE TABLE ${schema}.template (
  key text PRIMARY KEY,
  kind text NOT NULL,
  definition jsonb NOT NULL,
  updated_at timestamptz NOT NULL,
  removed_at timestamptz
);
CREATE TABLE ${schema}.segment (
  key text PRIMARY KEY,
  object text NOT NULL,
  filter jsonb NOT NULL,
  version int NOT NULL DEFAULT 1,
  updated_at timestamptz NOT NULL,
  removed_at timestamptz
);

-- The journal. seq is drawn after a save holds every lock it needs, so that of two saves of which one waited
-- for the other the later one bears the higher number. Messages and notifications draw from it too.
CREATE SEQUENCE ${schema}.journal_seq;
CREATE TABLE ${schema}.change (
  seq bigint PRIMARY KEY DEFAULT nextval('${schema}.journal_seq'),
  at timestamptz NOT NULL,
  record uuid NOT NULL,
  object text NOT NULL,
  kind "char" NOT NULL,
  actor uuid,
  step uuid,
  before jsonb,
  after jsonb
);
CREATE INDEX change_record ON ${schema}.change (record, seq);
CREATE INDEX change_at ON ${schema}.change USING brin (at);

CREATE TABLE ${schema}.automation (
  id uuid PRIMARY KEY,
  key text NOT NULL UNIQUE,
  name text NOT NULL,
  object text NOT NULL,
  folder text,
  description text,
  state text NOT NULL CHECK (state IN ('draft', 'active', 'inactive', 'deleted')),
  version int NOT NULL,
  position int NOT NULL,
  created_after timestamptz,
  activated_at timestamptz,
  deactivated_at timestamptz,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);
CREATE TABLE ${schema}.automation_version (
  automation uuid NOT NULL REFERENCES ${schema}.automation (id),
  version int NOT NULL,
  definition jsonb NOT NULL,
  segments jsonb NOT NULL,
  published_at timestamptz NOT NULL,
  published_by uuid,
  PRIMARY KEY (automation, version)
);
-- Who satisfies an active "enters" filter. Entering and leaving are an insert and a delete here.
CREATE TABLE ${schema}.member (
  record uuid NOT NULL,
  automation uuid NOT NULL,
  since timestamptz NOT NULL,
  PRIMARY KEY (record, automation)
);
CREATE INDEX member_automation ON ${schema}.member (automation);

CREATE TABLE ${schema}.run (
  id uuid PRIMARY KEY,
  automation uuid NOT NULL,
  version int NOT NULL,
  object text NOT NULL,
  record uuid,
  occasion text,
  status text NOT NULL CHECK (status IN ('active', 'completed', 'exited')),
  reason text,
  detail text,
  base_at timestamptz NOT NULL,
  started_at timestamptz NOT NULL,
  ended_at timestamptz,
  depth int NOT NULL,
  chain jsonb NOT NULL,
  payload jsonb,
  -- Dates that steps with a frozen wait took at the start, by step.
  frozen jsonb
);
CREATE INDEX run_record ON ${schema}.run (record, automation);
CREATE INDEX run_active ON ${schema}.run (automation, version) WHERE status = 'active';
CREATE UNIQUE INDEX run_occasion ON ${schema}.run (automation, record, occasion) WHERE occasion IS NOT NULL;

-- One row for each step that was reached. lane_key is the record, or the run where there is no record: of what
-- is due, only the first of a lane is ever claimed, which keeps a record's steps in order.
CREATE TABLE ${schema}.run_step (
  id uuid PRIMARY KEY,
  run uuid NOT NULL,
  automation uuid NOT NULL,
  version int NOT NULL,
  lane_key uuid NOT NULL,
  step text NOT NULL,
  status text NOT NULL,
  reason text,
  detail text,
  base_at timestamptz NOT NULL,
  due_at timestamptz,
  run_at timestamptz,
  wave bigint NOT NULL DEFAULT 0,
  position int NOT NULL DEFAULT 0,
  attempt int NOT NULL DEFAULT 0,
  until_record uuid,
  created_at timestamptz NOT NULL,
  finished_at timestamptz,
  UNIQUE (run, step)
);
CREATE INDEX run_step_due ON ${schema}.run_step (run_at, wave, position, lane_key)
  WHERE status = 'waiting' AND run_at IS NOT NULL;
CREATE INDEX run_step_lane ON ${schema}.run_step (lane_key, run_at, wave, position, id) WHERE status = 'waiting';
CREATE INDEX run_step_until ON ${schema}.run_step (until_record) WHERE status = 'waiting' AND until_record IS NOT NULL;
CREATE SEQUENCE ${schema}.wave_seq;

-- Armed moments: the next date, or the next instant at which a filter may flip by time.
CREATE TABLE ${schema}.moment (
  automation uuid NOT NULL,
  record uuid NOT NULL,
  kind text NOT NULL,
  at timestamptz NOT NULL,
  depth int NOT NULL DEFAULT 0,
  chain jsonb NOT NULL DEFAULT '[]',
  -- Judging it failed: it waits until then, and holds up no other.
  retry_at timestamptz,
  attempt int NOT NULL DEFAULT 0,
  PRIMARY KEY (record, automation, kind)
);
CREATE INDEX moment_at ON ${schema}.moment (at) WHERE retry_at IS NULL;
CREATE INDEX moment_retry ON ${schema}.moment (retry_at) WHERE retry_at IS NOT NULL;
-- Up to when moments are armed; needed only by automations that the passing of time concerns.
CREATE TABLE ${schema}.sweep (
  automation uuid PRIMARY KEY,
  swept_until timestamptz NOT NULL,
  needed boolean NOT NULL
);

-- What did not lead to a run and cannot be computed from the journal, and when steps were put off and why.
CREATE TABLE ${schema}.run_log (
  seq bigint PRIMARY KEY DEFAULT nextval('${schema}.journal_seq'),
  at timestamptz NOT NULL,
  automation uuid NOT NULL,
  version int NOT NULL,
  record uuid,
  run uuid,
  step text,
  due_at timestamptz,
  status text NOT NULL,
  reason text NOT NULL,
  detail text
);
CREATE INDEX run_log_record ON ${schema}.run_log (record, automation);

-- Judged later: related records beyond the thousand that a save judges itself (kind 'related'), and saves whose
-- matching failed (kind 'saves').
CREATE TABLE ${schema}.reevaluation (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('related', 'saves')),
  task jsonb NOT NULL,
  run_at timestamptz NOT NULL,
  attempt int NOT NULL DEFAULT 0,
  error text
);
CREATE INDEX reevaluation_due ON ${schema}.reevaluation (run_at);

CREATE TABLE ${schema}.delivery (
  id uuid PRIMARY KEY,
  step uuid,
  step_key text,
  run uuid,
  automation uuid,
  object text,
  record uuid,
  origin jsonb NOT NULL,
  message uuid,
  position int NOT NULL,
  channel text NOT NULL,
  recipient text NOT NULL,
  payload jsonb NOT NULL,
  stopped_by text[] NOT NULL,
  quiet jsonb,
  cost numeric,
  token text UNIQUE,
  warning text,
  state text NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'failed', 'uncertain', 'held', 'cancelled')),
  status text,
  reason text,
  detail text,
  attempt int NOT NULL DEFAULT 0,
  run_at timestamptz NOT NULL,
  lease uuid,
  leased_until timestamptz,
  seq bigint,
  created_at timestamptz NOT NULL,
  handed_at timestamptz,
  UNIQUE (step, recipient)
);
CREATE INDEX delivery_due ON ${schema}.delivery (run_at, id) WHERE state = 'queued';
CREATE INDEX delivery_leased ON ${schema}.delivery (leased_until) WHERE state = 'sending';
CREATE INDEX delivery_seq ON ${schema}.delivery (seq) WHERE seq IS NOT NULL;
CREATE INDEX delivery_recipient ON ${schema}.delivery (recipient, created_at);

-- What the recording transport was handed: the outbox that people look into while no channel is set up. An
-- attempt stands here at most once: a second handing over of the same attempt is an error, not a second row.
CREATE TABLE ${schema}.outbox (
  delivery uuid NOT NULL,
  attempt int NOT NULL,
  channel text NOT NULL,
  payload jsonb NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (delivery, attempt)
);

CREATE TABLE ${schema}.notification (
  id uuid PRIMARY KEY,
  seq bigint NOT NULL DEFAULT nextval('${schema}.journal_seq'),
  at timestamptz NOT NULL,
  recipient uuid NOT NULL,
  text text NOT NULL,
  object text,
  record uuid,
  step uuid,
  automation uuid,
  once_key text UNIQUE,
  read_at timestamptz
);
CREATE INDEX notification_seq ON ${schema}.notification (seq);
CREATE INDEX notification_recipient ON ${schema}.notification (recipient, seq);

CREATE TABLE ${schema}.address_state (
  address text PRIMARY KEY,
  state text NOT NULL,
  since timestamptz NOT NULL
);
-- Delivery reports by address; five soft failures in 30 days and the address counts as not working.
CREATE TABLE ${schema}.bounce (
  id uuid PRIMARY KEY,
  address text NOT NULL,
  status text NOT NULL,
  action text NOT NULL,
  kind text NOT NULL,
  delivery uuid,
  at timestamptz NOT NULL
);
CREATE INDEX bounce_address ON ${schema}.bounce (address, at);
CREATE TABLE ${schema}.auto_completion (
  activity uuid PRIMARY KEY,
  record uuid NOT NULL,
  stage text,
  automation uuid,
  step uuid NOT NULL
);
CREATE INDEX auto_completion_record ON ${schema}.auto_completion (record);
-- Where a queue of assignees stands, for each step that hands out.
CREATE TABLE ${schema}.assign_queue (
  automation uuid NOT NULL,
  step text NOT NULL,
  last_user uuid NOT NULL,
  PRIMARY KEY (automation, step)
);
CREATE TABLE ${schema}.credit (
  kind text PRIMARY KEY,
  remaining numeric NOT NULL
);

CREATE TABLE ${schema}.api_key (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  secret_hash bytea NOT NULL UNIQUE,
  owner uuid NOT NULL,
  created_at timestamptz NOT NULL,
  last_used_at timestamptz,
  revoked_at timestamptz
);
CREATE TABLE ${schema}.idempotency_key (
  key text NOT NULL,
  api_key uuid NOT NULL,
  request_hash bytea NOT NULL,
  status int,
  response jsonb,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (api_key, key)
);
`;

export const engine: Migration = {
  name: "0001-engine",
  up: async (run, schema) => {
    await run(engineTables(schema));
  },
};
