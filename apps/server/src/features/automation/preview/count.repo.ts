import { planByIndexes } from "../../../platform/workspace/index.ts";
import { quoted, tableName } from "../../objects/index.ts";
import type { SaveUnit } from "../../records/index.ts";
import { mayEnter } from "../entering/entrants.repo.ts";
import { StatementValues } from "../entering/statement-values.ts";
import { happenedBetween, type Watched } from "../idle/things.repo.ts";
import type { Rule } from "../rule.ts";
import { Joins, type Place } from "./joins.repo.ts";
import { reachOf } from "./reach.repo.ts";
import type { Sending } from "./sending-steps.ts";

/** The last value of a date field, or the last beginning of an idle spell, of which the moment has passed. */
export type Passed =
  | { readonly kind: "date"; readonly field: string; readonly last: string }
  | { readonly kind: "idle"; readonly watched: Watched; readonly last: string };

export interface Counting {
  readonly rule: Rule;
  readonly sendings: readonly Sending[];
  /** Dates of which the earliest is asked for. */
  readonly fields: readonly string[];
  /** Of a `date` or `idle` trigger: what came before is past. */
  readonly passed: Passed | null;
}

export interface Counted {
  readonly enter: number;
  readonly reached: number;
  readonly suppressed: number;
  readonly earliest: ReadonlyMap<string, string | null>;
}

/** Counts who would enter and who of them would be reached, in one statement that changes nothing. */
export const countEntrants = async (
  unit: SaveUnit,
  { rule, sendings, fields, passed: moment }: Counting,
): Promise<Counted> => {
  const { tx, catalog } = unit;
  const values = new StatementValues(unit);
  const { model } = catalog;
  const joins = new Joins({ schema: tx.s, model, values });
  const root: Place = { alias: "t", object: rule.object };
  const asking = { unit, values, joins, root };
  const enters = entersNow(asking, rule, moment);
  const reaches = sendings.map((sending, index) =>
    reachOf(sending, { schema: tx.s, model, joins, values, root, number: index + 1 }),
  );
  const dates = fields.map((field, index) => `${columnAt(joins, root, field)} AS d${index}`);
  const columns = [
    `(${either(reaches.map(({ reached }) => reached))}) AS reached`,
    `(${either(reaches.map(({ suppressed }) => suppressed))}) AS suppressed`,
    ...dates,
  ];
  planByIndexes(tx);
  const [row] = await tx.query<{ enter: number; reached: number; suppressed: number; earliest: unknown[] }>(
    `SELECT count(*)::int AS enter, count(*) FILTER (WHERE e.reached)::int AS reached,
            count(*) FILTER (WHERE e.suppressed AND NOT e.reached)::int AS suppressed
            ${fields.map((_, index) => `, min(e.d${index}) AS d${index}`).join("")}
       FROM (SELECT ${columns.join(", ")} FROM ${tablesOf(asking, rule)} WHERE ${enters}) e`,
    values.list,
  );
  if (row === undefined) throw new Error("a count answers one row");
  const { enter, reached, suppressed, ...found } = row;
  const earliest = new Map(
    fields.map((field, index) => [field, (found as Record<string, unknown>)[`d${index}`] as string | null]),
  );
  return { enter, reached, suppressed, earliest };
};

/** The records as `t` with their memberships as `m`, and what was joined to them so far. */
export const tablesOf = ({ unit: { tx }, values, joins }: Asking, rule: Rule): string =>
  `${tx.s}.${quoted(tableName(rule.object))} t
   LEFT JOIN ${tx.s}.member m ON m.record = t.id AND m.automation = ${values.add(rule.id, "uuid")}
   ${joins.text}`;

/** Whether a run would begin for the record `t`: it matches, or its moment has passed, and nothing bars it. */
export const entersNow = (asking: Asking, rule: Rule, passed: Passed | null): string => {
  const { unit, values } = asking;
  const matches = rule.trigger.kind === "enters" ? values.filter(rule.trigger.watched.filter) : "TRUE";
  const isPassed = passed === null ? "TRUE" : momentPassed(asking, rule, passed);
  return `${matches} AND ${isPassed} AND ${mayEnter(unit, values, rule)}`;
};

const either = (parts: readonly string[]): string => (parts.length === 0 ? "FALSE" : parts.join(" OR "));

/** The column that a dotted name leads to; NULL where a relation of it is gone. */
const columnAt = (joins: Joins, root: Place, name: string): string => {
  const path = name.split(".");
  const holder = path
    .slice(0, -1)
    .reduce<Place | null>((at, step) => (at === null ? null : joins.one(at, step)), root);
  return holder === null ? "NULL::timestamptz" : `${holder.alias}.${quoted(path.at(-1) ?? "")}`;
};

export interface Asking {
  readonly unit: SaveUnit;
  readonly values: StatementValues;
  readonly joins: Joins;
  readonly root: Place;
}

/** The moment has passed and has not fired. */
const momentPassed = (asking: Asking, rule: Rule, passed: Passed): string =>
  passed.kind === "date" ? datePassed(asking, rule, passed) : idlePassed(asking, rule, passed);

/** That it fired is taken from any run that a date of the record began: which moment that was only the engine knows. */
const datePassed = (
  { unit, values, joins, root }: Asking,
  rule: Rule,
  { field, last }: Extract<Passed, { kind: "date" }>,
): string =>
  `${columnAt(joins, root, field)} <= ${values.add(last, last.includes("T") ? "timestamptz" : "date")}
     AND NOT EXISTS (SELECT 1 FROM ${unit.tx.s}.run f
                      WHERE f.record = t.id AND f.automation = ${values.add(rule.id, "uuid")} AND f.occasion IS NOT NULL)`;

/** A spell has fired where nothing happened since the moment of a run of the automation. */
const idlePassed = (
  { unit, values }: Asking,
  rule: Rule,
  { watched, last }: Extract<Passed, { kind: "idle" }>,
): string => {
  const until = values.add(unit.tx.now.toString(), "timestamptz");
  const since = happenedBetween(unit, watched, { after: values.add(last, "timestamptz"), until });
  const again = happenedBetween(unit, watched, { after: "f.base_at", until });
  return `NOT ${since}
     AND NOT EXISTS (SELECT 1 FROM ${unit.tx.s}.run f
                      WHERE f.record = t.id AND f.automation = ${values.add(rule.id, "uuid")}
                        AND f.occasion IS NOT NULL AND NOT ${again})`;
};
