import { fromText } from "./filter-text.ts";
import { takesNothing } from "./operators.ts";
import type { ConditionRow, GroupRow, Row } from "./row.ts";

/** Where a row stands in the filter that the rows make. */
export interface Place {
  readonly row: Row;
  /** Through the filter as it is written. */
  readonly path: readonly (string | number)[];
  /** Of the rows within, those that are written. */
  readonly within: readonly Place[];
}

export interface Written {
  /** Null: nothing is asked. */
  readonly filter: unknown;
  /** Null where no row is complete. */
  readonly place: Place | null;
  /** Rows that lack something and so are not in the filter. */
  readonly incomplete: ReadonlySet<string>;
}

/** The filter that the rows make; a row that lacks something is left out until it is complete. */
export const writeRows = (root: GroupRow): Written => {
  const incomplete = new Set<string>();
  const part = writePart(root, [], incomplete);
  return part === null
    ? { filter: null, place: null, incomplete }
    : { filter: part.filter, place: part.place, incomplete };
};

interface Part {
  readonly filter: unknown;
  readonly place: Place;
}

type Path = readonly (string | number)[];

const writePart = (row: Row, path: Path, incomplete: Set<string>): Part | null => {
  if (row.kind === "group") return writeGroup(row, path, incomplete);
  const filter = writeLeaf(row);
  if (filter !== undefined) return { filter, place: { row, path, within: [] } };
  incomplete.add(row.id);
  return null;
};

const writeGroup = (row: GroupRow, path: Path, incomplete: Set<string>): Part | null => {
  const { join, form, rows } = row;
  const count = rows.filter((one) => isWritten(one)).length;
  if (count === 0) {
    // Also what is left out within it is told.
    for (const one of rows) writePart(one, [], incomplete);
    return null;
  }
  const isLone = form === "lone" && count === 1;
  const prefix = [...path, ...wordsOf(join, form, isLone)];
  const parts: Part[] = [];
  for (const one of rows) {
    const part = writePart(one, isLone ? prefix : [...prefix, parts.length], incomplete);
    if (part !== null) parts.push(part);
  }
  const filters = parts.map(({ filter }) => filter);
  return {
    filter: wrap(row, isLone, isLone ? filters[0] : filters),
    place: { row, path, within: parts.map(({ place }) => place) },
  };
};

/** The keys that lead from a group to its rows. */
const wordsOf = (join: GroupRow["join"], form: GroupRow["form"], isLone: boolean): Path => {
  if (join === "none") return isLone ? ["not"] : ["not", "any"];
  return isLone || (form === "list" && join === "all") ? [] : [join];
};

const wrap = ({ join, form }: GroupRow, isLone: boolean, content: unknown): unknown => {
  if (join === "none") return { not: isLone ? content : { any: content } };
  return isLone || (form === "list" && join === "all") ? content : { [join]: content };
};

const isWritten = (row: Row): boolean =>
  row.kind === "group" ? row.rows.some(isWritten) : writeLeaf(row) !== undefined;

/** Undefined while it lacks something. */
const writeLeaf = (row: Exclude<Row, GroupRow>): unknown => {
  if (row.kind === "segment") return row.segment === "" ? undefined : { segment: row.segment };
  if (row.given !== undefined) return row.given;
  return row.kind === "text" ? fromText(row.text) : writeCondition(row);
};

const writeCondition = ({ field, operator, value }: ConditionRow): unknown => {
  if (field === "" || operator === "") return undefined;
  if (takesNothing(operator)) return [field, operator];
  return isGiven(value) ? [field, operator, value] : undefined;
};

const isGiven = (value: unknown): boolean => {
  if (value === undefined || value === null || value === "") return false;
  return !Array.isArray(value) || (value.length > 0 && value.every(isGiven));
};
