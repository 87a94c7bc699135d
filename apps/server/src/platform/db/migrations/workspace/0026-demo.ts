import type { Migration } from "../../migration.ts";

const statements = (s: string): string => `
-- By how many milliseconds the clock of a demo was moved ahead. It stands where every transaction looks anyway.
ALTER TABLE ${s}.revision ADD COLUMN clock_ahead bigint NOT NULL DEFAULT 0;
-- A row while the workspace holds the demo.
CREATE TABLE ${s}.demo (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  filled_at timestamptz NOT NULL,
  language text NOT NULL,
  -- What the first start offers to try: the automation, the deal and the stage to move it to.
  automation text NOT NULL,
  record uuid NOT NULL,
  stage text NOT NULL,
  explained_at timestamptz,
  closed_at timestamptz
);
`;

export const demo: Migration = {
  name: "0026-demo",
  up: async (run, schema) => {
    await run(statements(schema));
  },
};
