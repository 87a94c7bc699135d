import { isSetType, type Field, type ObjectType } from "@cadencia/core/model";
import type { Transaction } from "../../platform/workspace/index.ts";
import { columnsOfField, columnsOfObject, isAnyRelation, quoted, tableName, type Column } from "./columns.ts";

/** Makes the object's table, or adds to it what it lacks. Nothing is ever dropped here. */
export const ensureTable = async (tx: Transaction, object: ObjectType): Promise<void> => {
  const table = `${tx.s}.${quoted(tableName(object.key))}`;
  const columns = columnsOfObject(object).map((column) => definition(column));
  // Pages keep room for the next version of a row: an update that moves no index entry stays on its page.
  await tx.execute(
    `CREATE TABLE IF NOT EXISTS ${table} (${columns.join(", ")}, PRIMARY KEY (id)) WITH (fillfactor = 85)`,
  );
  const present = await presentColumns(tx, tableName(object.key));
  const missing = columnsOfObject(object).filter((column) => !present.has(column.name));
  if (missing.length > 0) await addColumns(tx, table, missing);
  for (const field of object.fields.values()) await ensureIndex(tx, object.key, field);
};

const definition = (column: Column): string =>
  `${quoted(column.name)} ${column.type}${COLUMN_RULES[column.name] ?? ""}`;

const COLUMN_RULES: Readonly<Record<string, string>> = {
  id: " NOT NULL",
  version: " NOT NULL DEFAULT 1",
  archived: " NOT NULL DEFAULT false",
  created_at: " NOT NULL",
  updated_at: " NOT NULL",
};

const presentColumns = async (tx: Transaction, table: string): Promise<ReadonlySet<string>> => {
  const rows = await tx.query<{ attname: string }>(
    `SELECT attname FROM pg_attribute
      WHERE attrelid = format('%s.%I', '${tx.s}', $1::text)::regclass AND attnum > 0 AND NOT attisdropped`,
    [table],
  );
  return new Set(rows.map((row) => row.attname));
};

const addColumns = (tx: Transaction, table: string, columns: readonly Column[]): Promise<number> =>
  tx.execute(`ALTER TABLE ${table} ${columns.map((column) => `ADD COLUMN ${definition(column)}`).join(", ")}`);

/** A new field on a table that exists: nullable columns without a default, which rewrite nothing. */
export const addField = async (tx: Transaction, object: string, field: Field): Promise<void> => {
  await tx.execute("SET LOCAL lock_timeout = '200ms'");
  await addColumns(tx, `${tx.s}.${quoted(tableName(object))}`, columnsOfField(field));
  await ensureIndex(tx, object, field);
};

/**
 * Relations are walked backwards, so each has its index; only rows that point somewhere are in it.
 * Dates get theirs when an automation first needs them (ensureDateIndex).
 */
const ensureIndex = async (tx: Transaction, object: string, field: Field): Promise<void> => {
  const table = `${tx.s}.${quoted(tableName(object))}`;
  const name = (suffix: string): string => quoted(`${tableName(object)}_${field.key}_${suffix}`.slice(0, 63));
  if (field.key === "owner" || field.key === "created_by" || field.key === "updated_by") return;
  if (field.type === "relation" || field.type === "user" || field.type === "stage") {
    const on = isAnyRelation(field) ? `${quoted(field.key)}` : quoted(field.key);
    await tx.execute(
      `CREATE INDEX IF NOT EXISTS ${name("back")} ON ${table} (${on}) WHERE ${quoted(field.key)} IS NOT NULL`,
    );
  }
  if (field.key === "email" || field.key === "handle") {
    const column = quoted(`${field.key}__f`);
    await tx.execute(
      `CREATE INDEX IF NOT EXISTS ${name("text")} ON ${table} (${column}) WHERE ${column} IS NOT NULL`,
    );
  }
  if (isSetType(field.type) && field.custom === true) {
    await tx.execute(`CREATE INDEX IF NOT EXISTS ${name("set")} ON ${table} USING gin (${quoted(field.key)})`);
  }
};

/** The index that the sweep moves over, made when the first automation on this date is published. */
export const ensureDateIndex = async (tx: Transaction, object: string, field: string): Promise<void> => {
  const name = quoted(`${tableName(object)}_${field}_date`.slice(0, 63));
  const column = quoted(field);
  await tx.execute(
    `CREATE INDEX IF NOT EXISTS ${name} ON ${tx.s}.${quoted(tableName(object))} (${column}, id)
      WHERE ${column} IS NOT NULL`,
  );
};
