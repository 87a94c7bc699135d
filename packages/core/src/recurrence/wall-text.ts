import { DAY, dayFromText } from "../schedule/civil.ts";
import { parseWallTime } from "../schedule/wall-time.ts";
import type { Start } from "./defaults.ts";

/** "2026-06-01T09:00" (seconds optional) or "2026-06-01". Throws a RangeError for anything else. */
export function parseWall(text: string): Start {
  const [date, time] = text.split("T");
  const day = dayFromText(date ?? "");
  if (time === undefined) return { wall: day * DAY, dateOnly: true };

  const sinceMidnight = parseWallTime(time);
  if (sinceMidnight === null) throw new RangeError(`Not a wall-clock date and time: ${text}`);
  return { wall: day * DAY + sinceMidnight, dateOnly: false };
}

/** "2026-06-01T09:00:00", or "2026-06-01" for a recurrence of dates. */
export const formatWall = (wall: number, dateOnly: boolean): string =>
  new Date(wall).toISOString().slice(0, dateOnly ? 10 : 19);
