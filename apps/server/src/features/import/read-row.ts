import type { Field } from "@cadencia/core/model";
import type { FieldProblem } from "../../platform/errors/index.ts";
import { canonical, type CanonicalContext, type NewRecord, type Origin } from "../records/index.ts";
import type { MappedField } from "./mapping/mapping.ts";
import type { FoundRelated } from "./related/find-related.ts";
import { wantRelated, type Wanted } from "./related/wanted.ts";
import type { SourceRow } from "./rows.ts";

/** A row of the source with its position in it, from 0. */
export type PlacedRow = SourceRow & { readonly index: number };

/** A row whose cells were read; the related records that it names are still to be found. */
export interface ReadRow {
  readonly number: number;
  readonly index: number;
  readonly input: Readonly<Record<string, unknown>>;
  readonly history: Pick<NewRecord, "createdAt" | "updatedAt">;
  readonly wants: readonly { readonly field: MappedField; readonly wanted: readonly Wanted[] }[];
  readonly problems: readonly FieldProblem[];
}

/** Reads the cells of one row as the map says. */
export const readRow = (
  row: PlacedRow,
  fields: readonly MappedField[],
  context: CanonicalContext,
): ReadRow => {
  const input: Record<string, unknown> = {};
  const history: { createdAt?: string; updatedAt?: string } = {};
  const wants: { field: MappedField; wanted: Wanted[] }[] = [];
  const problems: FieldProblem[] = [];
  if (row.problem !== undefined) problems.push({ field: "", code: "unreadable", message: row.problem });
  for (const field of row.problem === undefined ? fields : []) {
    const cell = field.read(row.cells[field.index]);
    if (!cell.ok) problems.push(problemOf(field, cell.reason));
    else if (cell.value === undefined) continue;
    else if (field.match !== null) wants.push({ field, wanted: wantedBy(field, cell.value) });
    else if (field.key === "created_at" || field.key === "updated_at") {
      const moment = canonical(MOMENT, cell.value, context);
      const name = field.key === "created_at" ? "createdAt" : "updatedAt";
      if (!moment.ok) problems.push(problemOf(field, moment.reason));
      else if (typeof moment.value === "string") history[name] = moment.value;
    } else input[field.key] = cell.value;
  }
  return { number: row.number, index: row.index, input, history, wants, problems };
};

const MOMENT: Field = { key: "moment", label: "Moment", type: "datetime" };

const problemOf = ({ key, column }: MappedField, reason: string): FieldProblem => ({
  field: key,
  code: "wrong_value",
  message: `${key}${column === key ? "" : ` (column ${column})`}: ${reason}`,
});

const wantedBy = ({ match }: MappedField, value: unknown): Wanted[] =>
  match === null ? [] : [value].flat().map((text) => wantRelated(match, String(text)));

export type Completed =
  | { readonly ok: true; readonly record: NewRecord }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] };

/** Puts the related records in. */
export const completeRow = (row: ReadRow, related: FoundRelated, origin: Origin): Completed => {
  const input: Record<string, unknown> = { ...row.input };
  const problems: FieldProblem[] = [];
  for (const { field, wanted } of row.wants) {
    const ids: unknown[] = [];
    for (const each of wanted) {
      const found = related.of(each);
      if (!found.ok) problems.push(problemOf(field, found.reason));
      else ids.push(each.match.any ? { object: each.match.object.key, id: found.id } : found.id);
    }
    input[field.key] = field.list ? ids : ids[0];
  }
  return problems.length > 0
    ? { ok: false, problems }
    : { ok: true, record: { input, origin, ...row.history } };
};
