import { didYouMean, asWritten } from "@cadencia/core/nearest";
import { fold, type ObjectType } from "@cadencia/core/model";
import type { FieldProblem } from "../../../platform/errors/index.ts";

export const unknownField = (key: string, object: ObjectType): FieldProblem => {
  const hint = didYouMean(key, object.fields.keys());
  return {
    field: key,
    code: "unknown_field",
    message: `${object.key} has no field ${asWritten(key)}${hint}`,
  };
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
  const hint = didYouMean(name, columns) || `; the columns are ${columns.join(", ")}`;
  return `there is no column ${asWritten(name)}${hint}`;
};
