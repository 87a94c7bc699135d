import type { Migration } from "../../migration.ts";

/**
 * What "why" cannot work out later: in which state and version an automation was at each save, and which saves were
 * imports that started nothing. The history is written by the database itself, so that whoever switches an automation
 * on or off cannot forget it; it draws from the journal's numbers, which tell what came first.
 */
export const why: Migration = {
  name: "0010-why",
  up: async (run, schema) => {
    await run(`CREATE TABLE ${schema}.automation_history (
      seq bigint PRIMARY KEY DEFAULT nextval('${schema}.journal_seq'),
      automation uuid NOT NULL,
      at timestamptz NOT NULL,
      state text NOT NULL,
      version int NOT NULL,
      created_after timestamptz
    )`);
    await run(`CREATE INDEX automation_history_automation ON ${schema}.automation_history (automation, seq)`);
    await run(`CREATE FUNCTION ${schema}.note_automation() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO ${schema}.automation_history (automation, at, state, version, created_after)
        VALUES (NEW.id, NEW.updated_at, NEW.state, NEW.version, NEW.created_after);
        RETURN NULL;
      END $$`);
    await run(`CREATE TRIGGER automation_born AFTER INSERT ON ${schema}.automation
      FOR EACH ROW EXECUTE FUNCTION ${schema}.note_automation()`);
    await run(`CREATE TRIGGER automation_changed AFTER UPDATE ON ${schema}.automation FOR EACH ROW
      WHEN (OLD.state <> NEW.state OR OLD.version <> NEW.version OR OLD.created_after IS DISTINCT FROM NEW.created_after)
      EXECUTE FUNCTION ${schema}.note_automation()`);
    await run(`INSERT INTO ${schema}.automation_history (automation, at, state, version, created_after)
      SELECT id, updated_at, state, version, created_after FROM ${schema}.automation ORDER BY position`);
    // Null but for imports that asked for no automations: a null takes no room.
    await run(`ALTER TABLE ${schema}.change ADD COLUMN quiet boolean`);
    await run(`CREATE INDEX run_log_automation ON ${schema}.run_log (automation, seq)`);
    await run(`CREATE INDEX run_log_at ON ${schema}.run_log (at)`);
  },
};
