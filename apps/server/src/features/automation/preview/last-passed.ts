import type { Model } from "@cadencia/core/model";
import { localDate, moment, type Duration } from "@cadencia/core/schedule";
import type { AutomationContext } from "../context.ts";
import { latestAt } from "../entering/latest.ts";
import { idleMoment } from "../idle/since-range.ts";
import { isIdle, watchedBy } from "../idle/sweep-idle.ts";
import type { IdleRule, Rule } from "../rule.ts";
import type { Passed } from "./count.repo.ts";

/** How far a date can lie from the moment that is counted from it: no offset is longer than a century. */
const CENTURY_HOURS = 24 * 36_600;
const NEAR_HOURS = 24 * 400;
const HOURS = { m: 1, h: 1, d: 26, w: 24 * 8, mo: 24 * 32, y: 24 * 367, bd: 24 * 5, bh: 24 * 5 } as const;

/** What of a `date` or `idle` trigger has passed by now; null: nothing has. */
export const lastPassed = (context: AutomationContext, rule: Rule): Passed | null =>
  isIdle(rule) ? lastPassedIdle(context, rule) : lastPassedDate(context, rule);

const lastPassedIdle = ({ unit }: AutomationContext, rule: IdleRule): Passed | null => {
  const { now } = unit.tx;
  const { length } = rule.trigger;
  const from = now.subtract({ hours: reachOf(length) });
  const last = latestAt({ from, to: now }, (since) => {
    const at = idleMoment(since, length, unit.catalog.calendar);
    return at !== null && Temporal.Instant.compare(at, now) <= 0;
  });
  return last === null ? null : { kind: "idle", watched: watchedBy(rule), last: last.toString() };
};

const lastPassedDate = ({ unit }: AutomationContext, rule: Rule): Passed | null => {
  const { trigger } = rule;
  if (trigger.kind !== "date") return null;
  const { calendar, model, settings } = unit.catalog;
  const { now } = unit.tx;
  const isDay = typeAt(model, rule.object, trigger.field) === "date";
  const valueAt = (instant: Temporal.Instant): string =>
    isDay ? localDate(instant, settings.timeZone) : instant.toString();
  const reach = { hours: reachOf(trigger.offset) };
  const last = latestAt({ from: now.subtract(reach), to: now.add(reach) }, (instant) => {
    const at = moment({ value: valueAt(instant), offset: trigger.offset, at: trigger.at }, calendar);
    return Temporal.Instant.compare(at, now) <= 0;
  });
  return last === null ? null : { kind: "date", field: trigger.field, last: valueAt(last) };
};

const reachOf = (offset: Duration | null): number =>
  offset === null
    ? NEAR_HOURS
    : Math.min(CENTURY_HOURS, NEAR_HOURS + HOURS[offset.unit] * Math.abs(offset.amount));

const typeAt = (model: Model, object: string, name: string): string | undefined => {
  const [head = "", ...rest] = name.split(".");
  const field = model.objects.get(object)?.fields.get(head);
  return rest.length === 0 ? field?.type : typeAt(model, field?.to ?? "", rest.join("."));
};
