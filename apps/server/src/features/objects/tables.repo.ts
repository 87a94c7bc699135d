import { createHash } from "node:crypto";
import { isSetType, type Field, type ObjectType } from "@cadencia/core/model";
import type { Transaction } from "../../platform/workspace/index.ts";
import {
  columnsOfField,
  columnsOfObject,
  hasFoldedColumn,
  quoted,
  tableName,
  type Column,
} from "./columns.ts";

/** All tables and indexes of these objects in one script, for a schema that has none of them yet. */
export const tablesScript = (schema: string, objects: Iterable<ObjectType>): string =>
  [...objects]
    .flatMap((object) => [
      tableStatement(schema, object),
      ...[...object.fields.values()].flatMap((field) => indexStatements(schema, object.key, field)),
    ])
    .join(";\n");

/** Makes the object's table, or adds to it what it lacks. Nothing is ever dropped here. */
export const ensureTable = async (tx: Transaction, object: ObjectType): Promise<void> => {
  const table = `${tx.s}.${quoted(tableName(object.key))}`;
  await tx.execute(tableStatement(tx.s, object));
  const present = await presentColumns(tx, tableName(object.key));
  const missing = columnsOfObject(object).filter((column) => !present.has(column.name));
  if (missing.length > 0) await addColumns(tx, table, missing);
  for (const field of object.fields.values()) await ensureIndex(tx, object.key, field);
};

// Pages keep room for the next version of a row: an update that moves no index entry stays on its page.
const tableStatement = (schema: string, object: ObjectType): string => {
  const columns = columnsOfObject(object).map(definition).join(", ");
  const table = `${schema}.${quoted(tableName(object.key))}`;
  return `CREATE TABLE IF NOT EXISTS ${table} (${columns}, PRIMARY KEY (id)) WITH (fillfactor = 85)`;
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

/** Behind one long read an ALTER TABLE would stop all traffic, so it gives up soon; the transaction is tried again. */
const addColumns = async (tx: Transaction, table: string, columns: readonly Column[]): Promise<void> => {
  const added = columns.map((column) => `ADD COLUMN ${definition(column)}`);
  await tx.execute("SET LOCAL lock_timeout = '200ms'");
  await tx.execute(`ALTER TABLE ${table} ${added.join(", ")}`);
};

/** A new field on a table that exists: nullable columns without a default, which rewrite nothing. */
export const addField = async (tx: Transaction, object: string, field: Field): Promise<void> => {
  await addColumns(tx, `${tx.s}.${quoted(tableName(object))}`, columnsOfField(field));
  await ensureIndex(tx, object, field);
};

const LONGEST_NAME = 63;

/** PostgreSQL cuts longer names, and two long fields would get one index between them. */
const indexName = (object: string, field: string, suffix: string): string => {
  const name = `${tableName(object)}_${field}_${suffix}`;
  if (name.length <= LONGEST_NAME) return name;
  const digest = createHash("sha256").update(name).digest("hex").slice(0, 8);
  return `${name.slice(0, LONGEST_NAME - 9)}_${digest}`;
};

const ensureIndex = async (tx: Transaction, object: string, field: Field): Promise<void> => {
  for (const statement of indexStatements(tx.s, object, field)) await tx.execute(statement);
};

/** Fields that nobody searches by on their own. */
const UNINDEXED = new Set(["owner", "created_by", "updated_by"]);

/** What a person is to do, found by whose it is and when; what is done leaves the index. */
const OF_THE_DAY = new Set(["activity", "task"]);

const dayIndex = (schema: string, object: string): string =>
  `CREATE INDEX IF NOT EXISTS ${quoted(indexName(object, "due", "day"))} ON ${schema}.${quoted(tableName(object))} (owner, due, id)
    WHERE done IS NOT TRUE AND deleted_at IS NULL AND owner IS NOT NULL AND due IS NOT NULL`;

/** Events of a day, found by when they begin. */
const calendarIndex = (schema: string): string =>
  `CREATE INDEX IF NOT EXISTS o_event_start_day ON ${schema}.o_event (start, id) WHERE deleted_at IS NULL`;

/**
 * Relations are walked backwards, so each has its index; only rows that point somewhere are in it.
 * Dates get theirs when an automation first needs them (ensureDateIndex).
 */
const indexStatements = (schema: string, object: string, field: Field): string[] => {
  if (UNINDEXED.has(field.key)) return [];
  if (field.key === "due" && OF_THE_DAY.has(object)) return [dayIndex(schema, object)];
  if (object === "event" && field.key === "start") return [calendarIndex(schema)];
  const table = `${schema}.${quoted(tableName(object))}`;
  const create = (suffix: string, rest: string): string =>
    `CREATE INDEX IF NOT EXISTS ${quoted(indexName(object, field.key, suffix))} ON ${table} ${rest}`;
  if (field.type === "relation" || field.type === "user" || field.type === "stage") {
    return [create("back", `(${quoted(field.key)}) WHERE ${quoted(field.key)} IS NOT NULL`)];
  }
  if (field.key === "email" || field.key === "handle") {
    const column = quoted(`${field.key}__f`);
    return [create("text", `(${column}) WHERE ${column} IS NOT NULL`)];
  }
  return isSetType(field.type) && field.custom === true
    ? [create("set", `USING gin (${quoted(field.key)})`)]
    : [];
};

/** The index by which a call from outside finds the record that it means; a field of another object needs none here. */
export const ensureFindIndex = async (tx: Transaction, object: ObjectType, key: string): Promise<void> => {
  const field = object.fields.get(key);
  if (field === undefined || isSetType(field.type)) return;
  const column = quoted(hasFoldedColumn(field) ? `${key}__f` : key);
  await tx.execute(
    `CREATE INDEX IF NOT EXISTS ${quoted(indexName(object.key, key, "find"))}
       ON ${tx.s}.${quoted(tableName(object.key))} (${column}) WHERE ${column} IS NOT NULL`,
  );
};

/** The index that the sweep moves over, made when the first automation on this date is published. */
export const ensureDateIndex = async (tx: Transaction, object: string, field: string): Promise<void> => {
  const name = quoted(indexName(object, field, "date"));
  const column = quoted(field);
  await tx.execute(
    `CREATE INDEX IF NOT EXISTS ${name} ON ${tx.s}.${quoted(tableName(object))} (${column}, id)
      WHERE ${column} IS NOT NULL`,
  );
};
