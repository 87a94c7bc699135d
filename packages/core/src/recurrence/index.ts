/**
 * Recurrence rules of RFC 5545 §3.3.10, on the wall clock: calendar events, plans and the `schedule` trigger.
 * Lazy and bounded: a rule without end costs what is taken of it, one that names no day ends.
 */
export { type OccurrenceRange, occurrences, type Recurrence } from "./occurrences.ts";
export { parseRule } from "./parse.ts";
export { FREQUENCIES, type Frequency, type Rule, type RuleDay, RuleError, type Until } from "./rule.ts";
export { type ActiveSchedule, type InstantRange, scheduleOccurrences } from "./schedule-occurrences.ts";
export {
  movedOccurrences,
  type Occurrence,
  occurrenceById,
  regularOccurrences,
  type Series,
  zoneOr,
} from "./series.ts";
