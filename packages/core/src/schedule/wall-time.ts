import { HOUR, MINUTE } from "./civil.ts";

const PATTERN = /^(\d\d):(\d\d)(?::(\d\d))?$/;

/** "HH:MM" or "HH:MM:SS" in milliseconds since midnight; "24:00" is the day's end. Null when it is no such time. */
export function parseWallTime(text: string): number | null {
  const parts = PATTERN.exec(text);
  if (!parts) return null;

  const [hours, minutes, seconds] = [Number(parts[1]), Number(parts[2]), Number(parts[3] ?? 0)];
  const time = hours * HOUR + minutes * MINUTE + seconds * 1000;
  return minutes < 60 && seconds < 60 && time <= 24 * HOUR ? time : null;
}

/** As parseWallTime, for a text that was checked when it was saved. Throws a RangeError when it is none after all. */
export function wallTime(text: string): number {
  const time = parseWallTime(text);
  if (time === null) throw new RangeError(`Not a wall-clock time (HH:MM or HH:MM:SS): ${text}`);
  return time;
}
