export { isCalendarDay, isTimeOfDay } from "./calendar.ts";
export { clock } from "./clock.ts";
export { day } from "./day.ts";
export { countsDays, duration, DURATION_UNITS, offset, unitOf, type DurationUnit } from "./duration.ts";
export { bearsOffset, moment, momentToInstant } from "./moment.ts";
export { key, name, stagePath, stepId, weekday, WEEKDAYS, type Weekday } from "./name.ts";
