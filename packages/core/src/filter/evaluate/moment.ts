import { startOfDay } from "../../schedule/index.ts";
import { isDate } from "../time/day.ts";
import { parseTimeLiteral } from "../time/literal.ts";
import { resolveTime } from "../time/resolve.ts";

/** The moment that a canonical date or datetime stands for: a date is its 00:00. Null when it is neither. */
export function momentOf(text: string, timeZone: string): Temporal.Instant | null {
  if (text.length === 10 && isDate(text)) return startOfDay(text, timeZone);
  if (!text.endsWith("Z")) return looseMoment(text, timeZone);
  try {
    return Temporal.Instant.from(text);
  } catch {
    return null; // a payload may hold any text
  }
}

/** Other ISO forms, as payloads hold them. */
function looseMoment(text: string, timeZone: string): Temporal.Instant | null {
  const literal = parseTimeLiteral(text);
  if (literal?.kind === "instant") return Temporal.Instant.from(literal.instant);
  if (literal?.kind !== "wall") return null;
  const epoch = Temporal.Instant.fromEpochMilliseconds(0);
  const calendar = { timeZone, days: [], from: "00:00", to: "24:00", holidays: new Set<string>() };
  return resolveTime(literal, { now: epoch, calendar });
}
