import { isDecimalType, type Field, type Model, type ObjectType } from "@cadencia/core/model";
import type { FieldProblem } from "../../../platform/errors/index.ts";
import { compileDateFormat } from "./date-format.ts";
import { cellReader, type ReadCell } from "./cell.ts";
import { columnIndex, unknownColumn, unknownField } from "./names.ts";
import { compileMatch, type Match } from "./match.ts";
import { readMap, type ColumnRule } from "./written-map.ts";

/** One field of the new records, and where its value comes from. */
export interface MappedField {
  readonly key: string;
  readonly column: string;
  readonly index: number;
  readonly list: boolean;
  readonly read: ReadCell;
  readonly match: Match | null;
}

export interface MappingContext {
  readonly object: ObjectType;
  readonly model: Model;
  readonly columns: readonly string[];
  /** Names that the object takes although they are no fields (product lines). */
  readonly alsoTaken: readonly string[];
}

export type Mapping =
  | { readonly ok: true; readonly fields: readonly MappedField[] }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] };

/** Moments of the past that a file may tell of its records, though nobody may edit them. */
const HISTORY = new Set(["created_at", "updated_at"]);

/** Holds a map against the object and the columns that are there. Without one, columns are named like fields. */
export const compileMapping = (map: unknown, context: MappingContext): Mapping => {
  const read = map === null || map === undefined ? byName(context) : readMap(map);
  if (!read.ok) {
    const problems = read.problems.map(({ path, code, message }) => ({
      field: path.join("."),
      code,
      message,
    }));
    return { ok: false, problems };
  }
  const compiled = [...read.rules].map(([key, rule]) => compileField(key, rule, context));
  const problems = compiled.flatMap((each) => ("problem" in each ? [each.problem] : []));
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, fields: compiled.flatMap((each) => ("problem" in each ? [] : [each])) };
};

const byName = ({ columns }: MappingContext): { ok: true; rules: Map<string, ColumnRule> } => ({
  ok: true,
  rules: new Map(columns.map((column) => [column, { column }])),
});

type Compiled = MappedField | { readonly problem: FieldProblem };

const compileField = (key: string, rule: ColumnRule, context: MappingContext): Compiled => {
  const fault = ({ part, message }: RuleFault): Compiled => ({
    problem: {
      field: part === "" ? key : `${key}.${part}`,
      code: "bad_map",
      message: `map of ${key}: ${message}`,
    },
  });
  const field = context.object.fields.get(key);
  if (field === undefined && !context.alsoTaken.includes(key))
    return { problem: unknownField(key, context.object) };
  const index = columnIndex(rule.column, context.columns);
  if (index === null) return fault({ part: "column", message: unknownColumn(rule.column, context.columns) });
  const base = { key, column: rule.column, index, list: isList(field) };
  if (field === undefined) return { ...base, match: null, read: (cell) => ({ ok: true, value: cell }) };

  const contradiction = contradictionIn(field, rule);
  if (contradiction !== null) return fault(contradiction);
  const format = rule.format === undefined ? null : compileDateFormat(rule.format);
  if (format !== null && "problem" in format) return fault({ part: "format", message: format.problem });
  const match = compileMatch(field, rule, context.model);
  if (match !== null && "problem" in match) return fault({ part: "match", message: match.problem });
  const reading = {
    format,
    decimal: rule.decimal ?? null,
    values: rule.values ?? null,
    matched: match !== null,
  };
  return { ...base, match, read: cellReader(field, reading) };
};

const isList = (field: Field | undefined): boolean => field?.type === "users" || field?.type === "relations";

interface RuleFault {
  readonly part: keyof ColumnRule | "";
  readonly message: string;
}

/** What the rule says of a field to which it cannot be said. */
const contradictionIn = (field: Field, rule: ColumnRule): RuleFault | null => {
  const is = `and ${field.key} is of the type ${field.type}`;
  if (field.readOnly === true && !HISTORY.has(field.key))
    return { part: "", message: "it is set by the product" };
  if (rule.format !== undefined && field.type !== "date" && field.type !== "datetime") {
    return { part: "format", message: `a format is for dates, ${is}` };
  }
  if (rule.decimal !== undefined && !isDecimalType(field.type) && field.type !== "integer") {
    return { part: "decimal", message: `a decimal mark is for numbers, ${is}` };
  }
  if (rule.create === true && rule.match === undefined) {
    return {
      part: "create",
      message: `say by which field it is found: match: ${field.to ?? "company"}.name`,
    };
  }
  return null;
};
