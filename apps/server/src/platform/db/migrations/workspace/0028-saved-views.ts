import type { Migration } from "../../migration.ts";

const savedViewTables = (schema: string): string => `
-- What somebody looks at again and again: the filters of a pipeline's page under a name.
CREATE TABLE ${schema}.saved_view (
  id uuid PRIMARY KEY,
  pipeline text NOT NULL,
  owner uuid NOT NULL,
  name text NOT NULL,
  -- {view, filter, text, sort}; what is left out does not narrow.
  wanted jsonb NOT NULL,
  shared boolean NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE INDEX saved_view_pipeline ON ${schema}.saved_view (pipeline);
CREATE UNIQUE INDEX saved_view_name ON ${schema}.saved_view (pipeline, owner, lower(name));

-- What a user's page of a pipeline opens with, which may be a view that somebody else shares.
CREATE TABLE ${schema}.usual_view (
  user_id uuid NOT NULL,
  pipeline text NOT NULL,
  view uuid NOT NULL REFERENCES ${schema}.saved_view (id) ON DELETE CASCADE,
  PRIMARY KEY (user_id, pipeline)
);
CREATE INDEX usual_view_view ON ${schema}.usual_view (view);
`;

export const savedViews: Migration = {
  name: "0028-saved-views",
  up: async (run, schema) => {
    await run(savedViewTables(schema));
  },
};
