/** An instant as a wall clock in a zone shows it: "2026-11-24T11:00", what an input of date and time takes. */
export const toWallClock = (instant: string, timeZone: string): string => {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(new Date(instant));
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? "00";
  return `${of("year")}-${of("month")}-${of("day")}T${of("hour")}:${of("minute")}`;
};

/** The instant that a wall clock in a zone means; of an hour that the clock skips, the one after the gap. */
export const fromWallClock = (text: string, timeZone: string): string => {
  const asIfUtc = new Date(`${text}Z`).getTime();
  const shiftAt = (at: number) =>
    new Date(`${toWallClock(new Date(at).toISOString(), timeZone)}Z`).getTime() - at;
  const first = asIfUtc - shiftAt(asIfUtc);
  const second = asIfUtc - shiftAt(first);
  // Where both guesses miss, the hour is skipped that day: the offset before the gap leads behind it.
  const hits = [second, first].find((at) => toWallClock(new Date(at).toISOString(), timeZone) === text);
  return new Date(hits ?? Math.max(first, second)).toISOString();
};
