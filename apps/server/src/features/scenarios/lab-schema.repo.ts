import { workspaceMigrations } from "../../platform/db/migrations/workspace/index.ts";
import { buildModel, tablesScript } from "../objects/index.ts";

/** The model of a workspace in which nobody has configured anything. */
export const STANDARD = buildModel({ objects: [], fields: [], pipelines: [] });

/**
 * All that makes an empty workspace in the quoted schema. Migrations write tables from nothing here, so none may ask
 * for an answer.
 */
export const labScript = async (schema: string): Promise<string> => {
  const statements = [`CREATE SCHEMA ${schema}`];
  for (const migration of workspaceMigrations) {
    const { name } = migration;
    await migration.up(async (sql, values) => {
      if (values !== undefined)
        throw new Error(`the migration ${name} has values; the lab runs it as a script`);
      statements.push(sql);
      return [];
    }, schema);
  }
  return [...statements, tablesScript(schema, STANDARD.objects.values())].join(";\n");
};
