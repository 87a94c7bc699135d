import type { Migration } from "../../migration.ts";

const recordFileTable = (schema: string): string => `
-- Files that hang on records.
CREATE TABLE ${schema}.record_file (
  id uuid PRIMARY KEY,
  record uuid NOT NULL,
  name text NOT NULL,
  type text NOT NULL,
  size int NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid NOT NULL,
  bytes bytea NOT NULL
);
-- Beside the row and not compressed: lists do not touch it, and most files are compressed already.
ALTER TABLE ${schema}.record_file ALTER COLUMN bytes SET STORAGE EXTERNAL;
CREATE INDEX record_file_record ON ${schema}.record_file (record, id);
`;

export const recordFiles: Migration = {
  name: "0031-record-files",
  up: async (run, schema) => {
    await run(recordFileTable(schema));
  },
};
