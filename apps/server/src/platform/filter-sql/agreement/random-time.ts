import { addDuration, type BusinessCalendar, parseDuration, WEEKDAYS } from "@cadencia/core/schedule";
import type { Draw } from "./draw.ts";

/** Zones that skip midnight, move by half an hour, lost a day, or change where others do not. */
const ZONES = [
  "Europe/Madrid",
  "Europe/Bucharest",
  "America/Santiago",
  "America/Sao_Paulo",
  "America/St_Johns",
  "America/Havana",
  "Africa/Cairo",
  "Australia/Lord_Howe",
  "Pacific/Apia",
  "Asia/Kolkata",
  "UTC",
] as const;

const DURATIONS = [
  "0d",
  "1d",
  "3d",
  "2w",
  "1mo",
  "6mo",
  "1y",
  "90m",
  "5h",
  "26h",
  "0bd",
  "1bd",
  "2bd",
  "4bh",
  "20bh",
] as const;

export interface Present {
  readonly now: Temporal.Instant;
  readonly calendar: BusinessCalendar;
  /** The few durations of this round: records lie about the thresholds that its filters really have. */
  readonly durations: readonly string[];
}

/** A moment near a change of the clock, with a calendar whose closed days lie around it. */
export function randomPresent(draw: Draw): Present {
  const timeZone = draw.pick(ZONES);
  const start = Temporal.Instant.from("2005-01-01T00:00:00Z").add({ hours: draw.integer(0, 220_000) });
  const change = start.toZonedDateTimeISO(timeZone).getTimeZoneTransition("next");
  const near = change && draw.chance(80) ? change.toInstant() : start;
  const now = near
    .add({ seconds: draw.integer(-3 * 86_400, 3 * 86_400) })
    .add({ microseconds: draw.pick([0, 0, 1, 999_999]) });
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate();
  const night = draw.chance(20);
  const calendar: BusinessCalendar = {
    timeZone,
    days: [...new Set(["mon" as const, ...draw.some(WEEKDAYS, 6)])],
    from: night ? "22:00" : "09:00",
    to: night ? "06:00" : "18:00",
    holidays: new Set(
      Array.from({ length: draw.integer(0, 3) }, () => today.add({ days: draw.integer(-8, 8) }).toString()),
    ),
  };
  return { now, calendar, durations: [draw.pick(DURATIONS), draw.pick(DURATIONS), draw.pick(DURATIONS)] };
}

/** A moment at or about a threshold that some filter may have. */
export function randomMoment(draw: Draw, { now, calendar, durations }: Present): Temporal.Instant {
  const duration = parseDuration(draw.pick(["", "-"]) + draw.pick(durations));
  const threshold = duration && draw.chance(70) ? addDuration(now, duration, calendar) : now;
  const nearby = draw.chance(30)
    ? threshold.toZonedDateTimeISO(calendar.timeZone).startOfDay().toInstant()
    : threshold;
  switch (draw.integer(0, 4)) {
    case 0:
      return nearby;
    case 1:
      return nearby.add({ microseconds: draw.integer(-1, 1) });
    case 2:
      return nearby.add({ minutes: 30 * draw.integer(-6, 6) });
    case 3:
      return nearby.add({ seconds: draw.integer(-4 * 86_400, 4 * 86_400) });
    default:
      return nearby.add({ milliseconds: draw.integer(-1, 1) }).add({ hours: 24 * draw.integer(-2, 2) });
  }
}

export const randomDate = (draw: Draw, present: Present): string =>
  draw.chance(2)
    ? draw.pick(["9999-12-31", "0001-01-02", "1900-02-28"])
    : randomMoment(draw, present).toZonedDateTimeISO(present.calendar.timeZone).toPlainDate().toString();
