import { WEEKDAYS, type Weekday } from "../../schedule/index.ts";
import type { ClockOperand } from "../operand.ts";
import { MICROSECONDS_PER_SECOND } from "./microseconds.ts";
import { wallMicroseconds } from "./zone-offsets.ts";

export const SECONDS_PER_DAY = 86_400n;

const DAY = SECONDS_PER_DAY * MICROSECONDS_PER_SECOND;

/** The weekday of a day's number. Day 0, 1970-01-01, was a Thursday. */
export const weekdayOfNumber = (day: number): Weekday => WEEKDAYS[(((day + 3) % 7) + 7) % 7] ?? "mon";

/** The weekday on the wall at that moment. */
export const weekdayAt = (microseconds: bigint, timeZone: string): Weekday => {
  const wall = wallMicroseconds(microseconds, timeZone);
  return weekdayOfNumber(Number((wall - floorModulo(wall)) / DAY));
};

/** Whether the wall clock is between the two times: the start is in, the end is out, and it may pass midnight. */
export function clockBetween(microseconds: bigint, timeZone: string, span: ClockOperand): boolean {
  const time = floorModulo(wallMicroseconds(microseconds, timeZone));
  const from = BigInt(span.from) * MICROSECONDS_PER_SECOND;
  const to = BigInt(span.to) * MICROSECONDS_PER_SECOND;
  return from < to ? from <= time && time < to : time >= from || time < to;
}

const floorModulo = (wall: bigint): bigint => ((wall % DAY) + DAY) % DAY;
