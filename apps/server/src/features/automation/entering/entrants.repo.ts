import { addDuration, parseDuration } from "@cadencia/core/schedule";
import type { SaveUnit } from "../../records/index.ts";
import type { Rule } from "../rule.ts";
import { latestAt } from "./latest.ts";
import type { StatementValues } from "./statement-values.ts";

/**
 * Whether a run would be started for a record, if it were entered now as one that satisfies the trigger: a condition
 * on the records `t` with their memberships `m`. It judges what `enroll` judges, in the same words: `when`,
 * `created_after`, the runs that the record has or had, its place in a group.
 */
export const mayEnter = (unit: SaveUnit, values: StatementValues, rule: Rule): string => {
  const { s } = unit.tx;
  const conditions = ["t.deleted_at IS NULL", "NOT t.archived"];
  if (rule.when !== null) conditions.push(values.filter(rule.when));
  if (rule.createdAfter !== null)
    conditions.push(`t.created_at >= ${values.add(rule.createdAfter, "timestamptz")}`);
  conditions.push(
    `NOT EXISTS (SELECT 1 FROM ${s}.run h
                  WHERE h.record = t.id AND h.automation = ${values.add(rule.id, "uuid")}
                    AND (${barringRuns(unit, values, rule).join(" OR ")}))`,
  );
  const { group } = rule.definition.enrollment;
  if (group !== null)
    conditions.push(
      `NOT EXISTS (SELECT 1 FROM ${s}.run g WHERE g.record = t.id AND g.status = 'active'
                      AND g.exclusive_group = ${values.add(group, "text")} AND g.automation <> ${values.add(rule.id, "uuid")})`,
    );
  return conditions.join(" AND ");
};

/** Which run of the record stands in the way of another: an active one, one of the present stay, `again`. */
const barringRuns = (unit: SaveUnit, values: StatementValues, rule: Rule): string[] => {
  const { again, while_active: whileActive } = rule.definition.enrollment;
  const barring = ["h.started_at >= m.since"];
  if (whileActive === "ignore") barring.push("h.status = 'active'");
  if (again === "every_time") return barring;
  if (again === "once") return [...barring, "h.ended_at IS NOT NULL"];
  const open = lastEndBefore(unit, again.gap);
  if (open === null) return barring;
  return [...barring, `h.ended_at > ${values.add(open.toString(), "timestamptz")}`];
};

const SPAN_HOURS = {
  bd: 24 * 7,
  bh: 24 * 7,
  mo: 24 * 32,
  y: 24 * 367,
  w: 24 * 8,
  d: 48,
  h: 2,
  m: 2,
} as const;

/** The last end of a run from which the gap has passed by now. */
const lastEndBefore = ({ tx, catalog }: SaveUnit, text: string): Temporal.Instant | null => {
  const gap = parseDuration(text);
  if (gap === null) return null;
  const from = tx.now.subtract({ hours: SPAN_HOURS[gap.unit] * gap.amount + 24 * 60 });
  return latestAt(
    { from, to: tx.now },
    (end) => Temporal.Instant.compare(addDuration(end, gap, catalog.calendar), tx.now) <= 0,
  );
};
