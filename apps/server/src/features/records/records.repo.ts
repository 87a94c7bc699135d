import { fold, isSetType, type ObjectType, type Value } from "@cadencia/core/model";
import type { Transaction } from "../../platform/workspace/index.ts";
import { columnType, hasFoldedColumn, isAnyRelation, quoted, tableName } from "../objects/index.ts";
import { recordFromRow, type RecordValues, type StoredRecord } from "./row.ts";

const table = (tx: Transaction, object: string): string => `${tx.s}.${quoted(tableName(object))}`;

/** Column lists are spelt out: a prepared "SELECT *" breaks when a custom field is added. */
const columnLists = new WeakMap<ObjectType, string>();

export const selectList = (object: ObjectType): string => {
  const known = columnLists.get(object);
  if (known !== undefined) return known;
  const names = ["id", "version", "deleted_at", "merged_into"];
  for (const field of object.fields.values()) {
    names.push(field.key);
    if (isAnyRelation(field)) names.push(`${field.key}__object`);
  }
  const list = names.map((name) => `t.${quoted(name)}`).join(", ");
  columnLists.set(object, list);
  return list;
};

/** Reads records by id; `lock` holds them against other writers, in id order, until the transaction ends. */
export const readRecords = async (
  tx: Transaction,
  object: ObjectType,
  ids: readonly string[],
  lock: "none" | "share" | "update" = "none",
): Promise<StoredRecord[]> => {
  if (ids.length === 0) return [];
  const locking = { none: "", share: " FOR SHARE", update: " FOR NO KEY UPDATE" }[lock];
  const rows = await tx.query(
    `SELECT ${selectList(object)} FROM ${table(tx, object.key)} t WHERE t.id = ANY($1::uuid[]) ORDER BY t.id${locking}`,
    [ids],
  );
  return rows.map((row) => recordFromRow(object, row));
};

/** The living children whose relation `fields` point at one of the parents. */
export const readChildren = async (
  tx: Transaction,
  object: ObjectType,
  fields: readonly string[],
  parents: readonly string[],
): Promise<StoredRecord[]> => {
  const either = fields.map((field) => `t.${quoted(field)} = ANY($1::uuid[])`).join(" OR ");
  const rows = await tx.query(
    `SELECT ${selectList(object)} FROM ${table(tx, object.key)} t
      WHERE (${either}) AND t.deleted_at IS NULL ORDER BY t.id`,
    [parents],
  );
  return rows.map((row) => recordFromRow(object, row));
};

/** Which of these ids exist and are not deleted. */
export const existingIds = async (
  tx: Transaction,
  object: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> => {
  const rows = await tx.query<{ id: string }>(
    `SELECT id FROM ${table(tx, object)} WHERE id = ANY($1::uuid[]) AND deleted_at IS NULL`,
    [ids],
  );
  return new Set(rows.map((row) => row.id));
};

interface ColumnData {
  readonly name: string;
  readonly type: string;
  /** The value of row `index`. */
  readonly read: (values: RecordValues) => Value | undefined;
  readonly set: boolean;
}

/** The columns that hold a field's value: itself, an any-relation's object, and the folded copy. */
const columnsFor = (object: ObjectType, keys: readonly string[]): ColumnData[] =>
  keys.flatMap((key) => {
    const field = object.fields.get(key);
    if (field === undefined) return [];
    const type = columnType(field.type);
    const columns: ColumnData[] = [
      { name: key, type, read: (values) => values[key], set: isSetType(field.type) },
    ];
    if (isAnyRelation(field)) {
      const name = `${key}__object`;
      columns.push({ name, type: "text", read: (values) => values[name], set: false });
    }
    if (hasFoldedColumn(field)) {
      columns.push({
        name: `${key}__f`,
        type,
        read: (values) => folded(values[key]),
        set: isSetType(field.type),
      });
    }
    return columns;
  });

const folded = (value: Value | undefined): Value => {
  if (typeof value === "string") return fold(value);
  if (Array.isArray(value)) return value.map((part) => fold(String(part)));
  return null;
};

/**
 * One array parameter a column. PostgreSQL flattens an array of arrays in unnest, so a set travels as JSON
 * and is opened row by row.
 */
const bulkColumn = (column: ColumnData, position: number): { source: string; value: string } => {
  const alias = `v.c${position}`;
  if (column.type === "jsonb") return { source: `$${position}::text[]`, value: `${alias}::jsonb` };
  if (!column.set) return { source: `$${position}::${column.type}[]`, value: alias };
  return {
    source: `$${position}::text[]`,
    value: `CASE WHEN ${alias} IS NULL THEN NULL
      ELSE ARRAY(SELECT jsonb_array_elements_text(${alias}::jsonb))::${column.type} END`,
  };
};

const bulkValue = (column: ColumnData, values: RecordValues): unknown => {
  const value = column.read(values) ?? null;
  return value !== null && (column.set || column.type === "jsonb") ? JSON.stringify(value) : value;
};

const singleValue = (column: ColumnData, values: RecordValues): unknown => {
  const value = column.read(values) ?? null;
  return value !== null && column.type === "jsonb" ? JSON.stringify(value) : value;
};

/** Inserts new records of one object, with the next statement. Only the columns that any of them fills are named. */
export const insertRecords = (
  tx: Transaction,
  object: ObjectType,
  records: readonly StoredRecord[],
): void => {
  const [first] = records;
  if (first === undefined) return;
  const keys = [...object.fields.keys()].filter((key) =>
    records.some((record) => (record.values[key] ?? null) !== null),
  );
  const columns = columnsFor(object, keys);
  const names = ["id", ...columns.map((column) => column.name)].map(quoted).join(", ");
  if (records.length === 1) {
    const marks = columns.map((column, index) => `$${index + 2}::${column.type}`);
    tx.send(`INSERT INTO ${table(tx, object.key)} (${names}) VALUES (${["$1", ...marks].join(", ")})`, [
      first.id,
      ...columns.map((column) => singleValue(column, first.values)),
    ]);
    return;
  }
  const bulk = columns.map((column, index) => bulkColumn(column, index + 2));
  tx.send(
    `INSERT INTO ${table(tx, object.key)} (${names})
      SELECT ${["v.c1", ...bulk.map((column) => column.value)].join(", ")}
        FROM unnest(${["$1::uuid[]", ...bulk.map((column) => column.source)].join(", ")})
          AS v(${["c1", ...bulk.map((_, index) => `c${index + 2}`)].join(", ")})`,
    [
      records.map((record) => record.id),
      ...columns.map((column) => records.map((record) => bulkValue(column, record.values))),
    ],
  );
};

/** Writes the named fields of records of one object and raises their version, with the next statement. */
export const updateRecords = (
  tx: Transaction,
  object: ObjectType,
  fields: readonly string[],
  records: readonly StoredRecord[],
): void => {
  const [first] = records;
  if (first === undefined) return;
  const columns = columnsFor(object, fields);
  if (records.length === 1) {
    const sets = columns.map((column, index) => `${quoted(column.name)} = $${index + 3}::${column.type}`);
    tx.send(`UPDATE ${table(tx, object.key)} SET ${["version = $2", ...sets].join(", ")} WHERE id = $1`, [
      first.id,
      first.version,
      ...columns.map((column) => singleValue(column, first.values)),
    ]);
    return;
  }
  const bulk = columns.map((column, index) => bulkColumn(column, index + 3));
  const sets = columns.map((column, index) => `${quoted(column.name)} = ${bulk[index]?.value ?? "NULL"}`);
  tx.send(
    `UPDATE ${table(tx, object.key)} t SET ${["version = v.c2", ...sets].join(", ")}
       FROM unnest(${["$1::uuid[]", "$2::int[]", ...bulk.map((column) => column.source)].join(", ")})
         AS v(${["c1", "c2", ...bulk.map((_, index) => `c${index + 3}`)].join(", ")})
      WHERE t.id = v.c1`,
    [
      records.map((record) => record.id),
      records.map((record) => record.version),
      ...columns.map((column) => records.map((record) => bulkValue(column, record.values))),
    ],
  );
};

/** Deleting keeps the row, so that it can be restored and read as of an earlier moment. */
export const markDeleted = async (
  tx: Transaction,
  object: string,
  ids: readonly string[],
  deletedAt: string | null,
): Promise<void> => {
  await tx.execute(
    `UPDATE ${table(tx, object)} SET deleted_at = $2, version = version + 1 WHERE id = ANY($1::uuid[])`,
    [ids, deletedAt],
  );
};

export const markMerged = async (
  tx: Transaction,
  object: string,
  gone: string,
  kept: string,
): Promise<void> => {
  await tx.execute(`UPDATE ${table(tx, object)} SET merged_into = $2, deleted_at = $3 WHERE id = $1`, [
    gone,
    kept,
    tx.now.toString(),
  ]);
};

export const readAllUsers = async (tx: Transaction, object: ObjectType): Promise<StoredRecord[]> => {
  const rows = await tx.query(`SELECT ${selectList(object)} FROM ${table(tx, object.key)} t ORDER BY t.id`);
  return rows.map((row) => recordFromRow(object, row));
};

/** Who leads each team that is led. */
export const readTeamLeaders = async (tx: Transaction): Promise<ReadonlyMap<string, string>> => {
  const rows = await tx.query<{ id: string; leader: string }>(
    `SELECT id, leader FROM ${table(tx, "team")} WHERE leader IS NOT NULL AND deleted_at IS NULL ORDER BY id`,
  );
  return new Map(rows.map(({ id, leader }) => [id, leader]));
};

/** The ids of records whose relation `field` points at one of `ids`. */
export const idsPointingAt = async (
  tx: Transaction,
  link: { readonly object: string; readonly field: string; readonly list: boolean },
  ids: readonly string[],
): Promise<string[]> => {
  const column = `t.${quoted(link.field)}`;
  const test = link.list ? `${column} && $1::uuid[]` : `${column} = ANY($1::uuid[])`;
  const rows = await tx.query<{ id: string }>(
    `SELECT t.id FROM ${table(tx, link.object)} t WHERE ${test} AND t.deleted_at IS NULL ORDER BY t.id`,
    [ids],
  );
  return rows.map((row) => row.id);
};

/** What the relation `fields` of these records point at. */
export const idsPointedAt = async (
  tx: Transaction,
  link: { readonly object: string; readonly fields: readonly string[] },
  ids: readonly string[],
): Promise<string[]> => {
  const targets = link.fields.map((field) => `t.${quoted(field)}`).join(", ");
  const rows = await tx.query<{ id: string }>(
    `SELECT DISTINCT v.id FROM ${table(tx, link.object)} t, LATERAL unnest(ARRAY[${targets}]::uuid[]) AS v(id)
      WHERE t.id = ANY($1::uuid[]) AND v.id IS NOT NULL`,
    [ids],
  );
  return rows.map((row) => row.id);
};
