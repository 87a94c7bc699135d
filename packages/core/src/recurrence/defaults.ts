import { civilFromDay, dayOfWall, HOUR, MINUTE, timeOfWall, weekdayOf } from "../schedule/civil.ts";
import { type Frequency, FREQUENCIES, type Rule } from "./rule.ts";

/** Where a recurrence starts. `wall`: milliseconds since 1970-01-01T00:00 on the wall. */
export interface Start {
  readonly wall: number;
  /** A date without a time: BYHOUR, BYMINUTE and BYSECOND are ignored (RFC 5545 §3.3.10). */
  readonly dateOnly: boolean;
}

/** "Information, not contained in the rule, is derived from DTSTART" (RFC 5545 §3.3.10). */
export function withDefaults(rule: Rule, start: Start): Rule {
  return { ...rule, ...dayDefaults(rule, start), ...timeDefaults(rule, start) };
}

function dayDefaults(rule: Rule, { wall }: Start): Partial<Rule> {
  if (rule.byYearDay.length > 0 || rule.byMonthDay.length > 0 || rule.byDay.length > 0) return {};

  const day = dayOfWall(wall);
  const byDay = [{ weekday: weekdayOf(day), ordinal: null }];
  const { month, dayOfMonth } = civilFromDay(day);
  switch (rule.frequency) {
    case "YEARLY":
      if (rule.byWeekNumber.length > 0) return { byDay };
      return { byMonth: rule.byMonth.length > 0 ? rule.byMonth : [month], byMonthDay: [dayOfMonth] };
    case "MONTHLY":
      return rule.byWeekNumber.length > 0 ? {} : { byMonthDay: [dayOfMonth] };
    case "WEEKLY":
      return rule.byWeekNumber.length > 0 ? {} : { byDay };
    default:
      return {};
  }
}

function timeDefaults(rule: Rule, { wall, dateOnly }: Start): Partial<Rule> {
  if (dateOnly) return { byHour: [0], byMinute: [0], bySecond: [0] };

  const time = timeOfWall(wall);
  const isAbove = (frequency: Frequency): boolean =>
    FREQUENCIES.indexOf(rule.frequency) > FREQUENCIES.indexOf(frequency);
  return {
    byHour: orFrom(rule.byHour, Math.floor(time / HOUR), isAbove("HOURLY")),
    byMinute: orFrom(rule.byMinute, Math.floor(time / MINUTE) % 60, isAbove("MINUTELY")),
    // A leap second counts as the second before it: no clock of ours shows it.
    bySecond: orFrom(rule.bySecond, Math.floor(time / 1000) % 60, isAbove("SECONDLY")).map((second) =>
      Math.min(second, 59),
    ),
  };
}

const orFrom = (values: readonly number[], start: number, open: boolean): readonly number[] =>
  values.length === 0 && open ? [start] : values;
