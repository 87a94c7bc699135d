import { nearest } from "@cadencia/contracts/problems";
import { fold, type ObjectType } from "@cadencia/core/model";
import type { FieldProblem } from "../../../platform/errors/index.ts";

const hint = (close: string | undefined): string => (close === undefined ? "" : `; did you mean "${close}"?`);

export const unknownField = (key: string, object: ObjectType): FieldProblem => {
  const close = nearest(key, object.fields.keys());
  return { field: key, code: "unknown_field", message: `${object.key} has no field "${key}"${hint(close)}` };
};

/** By its exact name, else without regard to case where only one is called so. */
export const columnIndex = (name: string, columns: readonly string[]): number | null => {
  const exact = indexesOf(columns, (column) => column === name.trim());
  const found = exact.length > 0 ? exact : indexesOf(columns, (column) => fold(column) === fold(name.trim()));
  return found.length === 1 ? (found[0] ?? null) : null;
};

const indexesOf = (columns: readonly string[], test: (column: string) => boolean): number[] =>
  columns.flatMap((column, index) => (test(column) ? [index] : []));

export const unknownColumn = (name: string, columns: readonly string[]): string => {
  if (indexesOf(columns, (column) => fold(column) === fold(name.trim())).length > 1) {
    return `several columns are called "${name}"; give them different names`;
  }
  const close = nearest(name, columns);
  const there = close === undefined ? `; the columns are ${columns.join(", ")}` : hint(close);
  return `there is no column "${name}"${there}`;
};
