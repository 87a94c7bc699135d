/** The days of the story, counted back from the day it is told on. Nobody works at the weekend. */
export interface StoryCalendar {
  readonly now: Temporal.Instant;
  readonly today: Temporal.PlainDate;
  /** A working instant so many days ago, negative for days ahead; never later than now where it is not ahead. */
  readonly at: (daysAgo: number, minuteOfDay: number) => Temporal.Instant;
  readonly day: (daysAgo: number) => string;
}

const SATURDAY = 6;
const OPENS = 9 * 60;

export const createCalendar = (now: Temporal.Instant, timeZone: string): StoryCalendar => {
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate();
  const latest = now.subtract({ minutes: 5 });
  const workday = (daysAgo: number): Temporal.PlainDate => {
    const day = today.subtract({ days: daysAgo });
    const over = day.dayOfWeek - SATURDAY + 1;
    if (over <= 0) return day;
    // Backwards for what was, forwards for what is planned.
    return daysAgo >= 0 ? day.subtract({ days: over }) : day.add({ days: 3 - over });
  };
  return {
    now,
    today,
    at: (daysAgo, minuteOfDay) => {
      const time = Temporal.PlainTime.from("00:00").add({ minutes: OPENS + (minuteOfDay % 540) });
      const instant = workday(daysAgo).toZonedDateTime({ timeZone, plainTime: time }).toInstant();
      return daysAgo >= 0 && Temporal.Instant.compare(instant, latest) > 0 ? latest : instant;
    },
    day: (daysAgo) => workday(daysAgo).toString(),
  };
};
