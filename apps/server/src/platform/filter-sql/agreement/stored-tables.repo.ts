import {
  ANY_OBJECT,
  type Field,
  type FieldType,
  fold,
  isTextType,
  type Model,
  type Value,
} from "@cadencia/core/model";
import type { Pool } from "pg";
import { quoted, recordTable } from "../compiling.ts";
import type { Stored } from "./random-record.ts";

const COLUMN_TYPES: Readonly<Partial<Record<FieldType, string>>> = {
  number: "numeric",
  money: "numeric",
  percent: "numeric",
  integer: "bigint",
  boolean: "boolean",
  date: "date",
  datetime: "timestamptz",
  user: "uuid",
  relation: "uuid",
  users: "uuid[]",
  relations: "uuid[]",
  multi_select: "text[]",
  tags: "text[]",
  json: "jsonb",
};

interface Column {
  readonly name: string;
  readonly type: string;
  readonly value: (record: Stored) => unknown;
}

function columnsOf(field: Field): Column[] {
  // Filters must not depend on the collation that a database happens to have.
  const type = COLUMN_TYPES[field.type] ?? 'text COLLATE "es-x-icu"';
  const value = (record: Stored): Value => record.values.get(field.key) ?? null;
  const columns: Column[] = [
    {
      name: field.key,
      type,
      value: (record) => (field.type === "json" ? json(value(record)) : value(record)),
    },
  ];
  if (isTextType(field.type) || field.type === "tags")
    columns.push({ name: `${field.key}__f`, type, value: (record) => folded(value(record)) });
  if (field.to === ANY_OBJECT && field.type === "relation")
    columns.push({
      name: `${field.key}__object`,
      type: "text",
      value: (record) => record.pointsAt.get(field.key) ?? null,
    });
  return columns;
}

const json = (value: Value): string | null => (value === null ? null : JSON.stringify(value));

const folded = (value: Value): unknown => {
  if (typeof value === "string") return fold(value);
  return Array.isArray(value) ? value.map((item) => fold(String(item))) : null;
};

/** Makes a schema of the tables that a workspace has, and puts the records in. */
export async function storeRecords(
  pool: Pool,
  {
    schema,
    model,
    records,
  }: { readonly schema: string; readonly model: Model; readonly records: readonly Stored[] },
): Promise<void> {
  await pool.query(`CREATE SCHEMA ${quoted(schema)}`);
  for (const object of model.objects.values()) {
    const columns: Column[] = [
      { name: "id", type: "uuid", value: (record) => record.id },
      {
        name: "deleted_at",
        type: "timestamptz",
        value: (record) => (record.deleted ? "2020-01-01T00:00:00Z" : null),
      },
      { name: "archived", type: "boolean", value: (record) => record.archived },
      ...[...object.fields.values()].flatMap(columnsOf),
    ];
    const table = recordTable(schema, object.key);
    await pool.query(
      `CREATE TABLE ${table} (${columns.map(({ name, type }) => `${quoted(name)} ${type}`).join(", ")})`,
    );
    const own = records.filter((record) => record.object === object.key);
    const rows = own.map(
      (_, row) => `(${columns.map((_column, index) => `$${row * columns.length + index + 1}`).join(", ")})`,
    );
    await pool.query(
      `INSERT INTO ${table} VALUES ${rows.join(", ")}`,
      own.flatMap((record) => columns.map((column) => column.value(record))),
    );
    await indexLinks(pool, table, [...object.fields.values()]);
  }
}

/** As in a workspace: relations are walked by index, and the planner knows the tables. */
async function indexLinks(pool: Pool, table: string, fields: readonly Field[]): Promise<void> {
  await pool.query(`ALTER TABLE ${table} ADD PRIMARY KEY (id)`);
  for (const field of fields) {
    const single = field.type === "relation" || field.type === "user";
    if (single || field.type === "relations" || field.type === "users") {
      const method = single ? "btree" : "gin";
      await pool.query(`CREATE INDEX ON ${table} USING ${method} (${quoted(field.key)})`);
    }
  }
  await pool.query(`ANALYZE ${table}`);
}

/** What the database says of each record that is not deleted, filter by filter. */
export async function judgeBySql(
  pool: Pool,
  {
    table,
    alias,
    conditions,
  }: { readonly table: string; readonly alias: string; readonly conditions: readonly string[] },
  params: readonly unknown[],
): Promise<ReadonlyMap<string, readonly unknown[]>> {
  const columns = conditions.map((condition, index) => `${condition} AS c${index}`);
  const result = await pool.query<Record<string, unknown>>({
    text: `SELECT ${alias}.id, ${columns.join(", ")} FROM ${table} ${alias} WHERE ${alias}.deleted_at IS NULL`,
    values: [...params],
  });
  return new Map(
    result.rows.map((row) => [String(row["id"]), conditions.map((_, index) => row[`c${index}`])]),
  );
}
