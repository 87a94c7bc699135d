import type { Migration } from "../../migration.ts";

const sessionTables = (schema: string): string => `
-- Beside the user's record and never in it: records are journalled, exported and shown.
CREATE TABLE ${schema}.credential (
  user_id uuid PRIMARY KEY,
  -- argon2id as a PHC string, with the parameters that made it.
  password_hash text NOT NULL,
  changed_at timestamptz NOT NULL
);

-- Of each secret only the SHA-256 is kept.
CREATE TABLE ${schema}.session (
  id uuid PRIMARY KEY,
  token_hash bytea NOT NULL UNIQUE,
  user_id uuid NOT NULL,
  created_at timestamptz NOT NULL,
  seen_at timestamptz NOT NULL,
  address text NOT NULL,
  agent text NOT NULL
);
CREATE INDEX session_of_user ON ${schema}.session (user_id);

-- A browser in which somebody logged in before: strangers' wrong passwords do not shut it out.
CREATE TABLE ${schema}.known_device (
  token_hash bytea PRIMARY KEY,
  user_id uuid NOT NULL,
  seen_at timestamptz NOT NULL
);
CREATE INDEX known_device_user ON ${schema}.known_device (user_id);

-- Passwords that were tried and not found right; account = SHA-256 of the address, known here or not.
CREATE TABLE ${schema}.login_attempt (
  id uuid PRIMARY KEY,
  account bytea NOT NULL,
  address text NOT NULL,
  device bytea,
  at timestamptz NOT NULL
);
CREATE INDEX login_attempt_account ON ${schema}.login_attempt (account, at);
CREATE INDEX login_attempt_address ON ${schema}.login_attempt (address, at);

CREATE TABLE ${schema}.password_reset (
  token_hash bytea PRIMARY KEY,
  user_id uuid NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE INDEX password_reset_user ON ${schema}.password_reset (user_id);
`;

export const sessions: Migration = {
  name: "0023-sessions",
  up: async (run, schema) => {
    await run(sessionTables(schema));
  },
};
