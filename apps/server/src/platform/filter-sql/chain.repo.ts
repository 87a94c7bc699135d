import { type RelationStep } from "@cadencia/core/filter";
import { ANY_OBJECT, type Field, isSetType } from "@cadencia/core/model";
import { column, type Compiling, recordTable } from "./compiling.ts";

/** Tables that follow a path of relations from a record, and what ties them together. */
export interface Chain {
  readonly from: string;
  readonly where: string;
  /** Alias of the last table. */
  readonly alias: string;
}

/** Joins the tables along the path. Deleted records count nowhere; archived ones are not among the many. */
export function chain(path: readonly RelationStep[], start: string, compiling: Compiling): Chain {
  const tables: string[] = [];
  const conditions: string[] = [];
  let alias = start;
  for (const step of path) {
    const next = compiling.newAlias();
    tables.push(`${recordTable(compiling.schema, step.target)} ${next}`);
    conditions.push(tie(step, { from: alias, to: next }, compiling), `${next}.deleted_at IS NULL`);
    if (step.kind === "many") conditions.push(`NOT ${next}.archived`);
    const scope = compiling.scope?.(step.target, next, (value, type) =>
      compiling.parameters.add(value, type),
    );
    if (scope !== undefined && scope !== null) conditions.push(scope);
    alias = next;
  }
  return { from: tables.join(", "), where: conditions.join(" AND "), alias };
}

interface Ends {
  readonly from: string;
  readonly to: string;
}

function tie(step: RelationStep, { from, to }: Ends, compiling: Compiling): string {
  if (step.link.direction === "forward") {
    const link = column(from, step.link.field.key);
    return isSetType(step.link.field.type) ? `${to}.id = ANY(${link})` : `${to}.id = ${link}`;
  }
  const ties = step.link.fields.map((field) =>
    tieBack(field, step.object, { ends: { from, to }, compiling }),
  );
  return ties.length === 0 ? "FALSE" : `(${ties.join(" OR ")})`;
}

function tieBack(
  field: Field,
  object: string,
  { ends, compiling }: { readonly ends: Ends; readonly compiling: Compiling },
): string {
  const link = column(ends.to, field.key);
  if (isSetType(field.type)) return `${link} @> ARRAY[${ends.from}.id]`;
  if (field.to !== ANY_OBJECT) return `${link} = ${ends.from}.id`;
  const pointsAt = column(ends.to, `${field.key}__object`);
  return `(${pointsAt} = ${compiling.parameters.add(object, "text")} AND ${link} = ${ends.from}.id)`;
}
