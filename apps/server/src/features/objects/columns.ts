import { ANY_OBJECT, isTextType, type Field, type FieldType, type ObjectType } from "@cadencia/core/model";

/** One column of a record table. */
export interface Column {
  readonly name: string;
  readonly type: string;
}

const COLUMN_TYPES: Readonly<Record<FieldType, string>> = {
  text: "text",
  long_text: "text",
  html: "text",
  number: "numeric",
  integer: "bigint",
  money: "numeric",
  percent: "numeric",
  boolean: "boolean",
  date: "date",
  datetime: "timestamptz",
  duration: "text",
  select: "text",
  multi_select: "text[]",
  email: "text",
  phone: "text",
  url: "text",
  user: "uuid",
  users: "uuid[]",
  relation: "uuid",
  relations: "uuid[]",
  json: "jsonb",
  tags: "text[]",
  pipeline: "text",
  stage: "text",
};

export const columnType = (type: FieldType): string => COLUMN_TYPES[type];

/** Whether a folded copy of the value stands beside it (core/model fold). */
export const hasFoldedColumn = (field: Field): boolean => isTextType(field.type) || field.type === "tags";

export const isAnyRelation = (field: Field): boolean => field.type === "relation" && field.to === ANY_OBJECT;

export const columnsOfField = (field: Field): Column[] => {
  const columns = [{ name: field.key, type: columnType(field.type) }];
  if (isAnyRelation(field)) columns.push({ name: `${field.key}__object`, type: "text" });
  if (hasFoldedColumn(field)) columns.push({ name: `${field.key}__f`, type: columnType(field.type) });
  return columns;
};

export const columnsOfObject = (object: ObjectType): Column[] => [
  { name: "id", type: "uuid" },
  { name: "version", type: "integer" },
  { name: "deleted_at", type: "timestamptz" },
  { name: "merged_into", type: "uuid" },
  ...[...object.fields.values()].flatMap(columnsOfField),
];

/** Record tables bear a prefix, so that no object's name can meet a table of the product's own. */
export const tableName = (object: string): string => `o_${object}`;

export const quoted = (identifier: string): string => `"${identifier.replaceAll('"', '""')}"`;
