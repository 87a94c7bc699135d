import { DAY, dayFromText, dayOfWall, dayToText } from "./civil.ts";
import { wallTime } from "./wall-time.ts";
import { epochAt, wallAt } from "./zone.ts";

/** The date on the wall at that instant, "YYYY-MM-DD". */
export const localDate = (instant: Temporal.Instant, timeZone: string): string =>
  dayToText(localDay(instant, timeZone));

/** 00:00 of the date "YYYY-MM-DD"; where the zone skips midnight, the moment the clock jumps. */
export const startOfDay = (date: string, timeZone: string): Temporal.Instant =>
  instantAt(dayFromText(date), 0, timeZone);

/**
 * The instant at which a clock in that zone shows `time` ("HH:MM" or "HH:MM:SS") on `date` ("YYYY-MM-DD"). A
 * time that the zone skips moves forward by the gap; one that occurs twice means the first.
 * Throws a RangeError for a date or time that does not exist.
 */
export const atWallTime = (date: string, time: string, timeZone: string): Temporal.Instant =>
  instantAt(dayFromText(date), wallTime(time), timeZone);

/** The number of the day (civil.ts) on the wall at that instant. */
export const localDay = (instant: Temporal.Instant, timeZone: string): number =>
  dayOfWall(wallAt(timeZone, instant.epochMilliseconds));

/** The epoch milliseconds of a wall-clock time, in milliseconds since midnight, on the day of that number. */
export const epochOn = (day: number, time: number, timeZone: string): number =>
  epochAt(timeZone, day * DAY + time);

export const instantAt = (day: number, time: number, timeZone: string): Temporal.Instant =>
  Temporal.Instant.fromEpochMilliseconds(epochOn(day, time, timeZone));
