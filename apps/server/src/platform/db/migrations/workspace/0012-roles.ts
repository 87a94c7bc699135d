import type { Migration } from "../../migration.ts";

const roleTable = (schema: string): string => `
-- Roles of this workspace beside the product's own; definition = {rights, hide}.
CREATE TABLE ${schema}.role (
  key text PRIMARY KEY,
  label text NOT NULL,
  definition jsonb NOT NULL,
  created_at timestamptz NOT NULL
);
`;

export const roles: Migration = {
  name: "0012-roles",
  up: async (run, schema) => {
    await run(roleTable(schema));
  },
};
