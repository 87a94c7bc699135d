import { dayFromText, DAY, HOUR, MINUTE } from "../schedule/civil.ts";
import { RuleError, type Until } from "./rule.ts";

const PATTERN = /^(\d{4})-?(\d\d)-?(\d\d)(?:T(\d\d):?(\d\d):?(\d\d)(Z)?)?$/;

/** "20261231", "20261231T235959" or "20261231T225959Z"; the dashes and colons of ISO 8601 are forgiven. */
export function parseUntil(value: string, position: number): Until {
  const [matched, year, month, dayOfMonth, hour, minute, second, utc] = PATTERN.exec(value) ?? [];
  const day = matched === undefined ? null : dayOrNull(`${year}-${month}-${dayOfMonth}`);
  if (day === null)
    throw new RuleError(`UNTIL takes a date (20261231) or a time (20261231T235959Z), not ${value}`, {
      position,
    });
  if (hour === undefined) return { time: day * DAY, form: "date" };

  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60)
    throw new RuleError(`UNTIL has no such time of day: ${value}`, { position });
  const time = day * DAY + Number(hour) * HOUR + Number(minute) * MINUTE + Number(second) * 1000;
  return { time, form: utc ? "utc" : "wall" };
}

function dayOrNull(date: string): number | null {
  try {
    return dayFromText(date);
  } catch {
    return null;
  }
}
