import { asText } from "@cadencia/core/model";
import {
  deferToAllowed,
  lateAfter,
  nextAllowed,
  parseDuration,
  type BusinessCalendar,
  type Person,
} from "@cadencia/core/schedule";
import type { DoStep } from "@cadencia/contracts/automation";
import type { Catalog } from "../../objects/index.ts";
import type { Directory, RecordNode } from "../../records/index.ts";
import type { StepOutcome } from "../actions/action.ts";
import { absencesOf, calendarOf } from "./people.ts";

interface Subject {
  readonly step: DoStep;
  readonly due: Temporal.Instant;
  readonly record: RecordNode | null;
}

interface Circumstances {
  readonly now: Temporal.Instant;
  readonly catalog: Catalog;
  readonly directory: Directory;
}

/** Holds a step back for a person's hours and absences; null when nothing stands in its way. */
export const holdForPerson = ({ step, due, record }: Subject, around: Circumstances): StepOutcome | null => {
  const wanted = step.window?.calendar;
  if (wanted === undefined) return null;
  const { now, catalog, directory } = around;
  const person = personOf(wanted, { record, catalog, directory });
  const deferral = deferToAllowed(now, { calendar: catalog.calendar, window: step.window, person });
  if (deferral === null) return late("nobody works within five years");
  if (deferral.instant.equals(now)) return null;
  const reason = deferral.reason ?? "waiting_person";
  return postpone({ step, due }, { until: deferral.instant, reason, calendar: catalog.calendar });
};

const personOf = (
  wanted: "company" | "owner",
  { record, catalog, directory }: { record: RecordNode | null; catalog: Catalog; directory: Directory },
): Person => {
  const owner = directory.users.get(asText(record?.value("owner") ?? ""));
  if (wanted === "company" || owner === undefined) return { calendar: catalog.calendar, absences: [] };
  return { calendar: calendarOf(owner, catalog.calendar), absences: absencesOf(owner) };
};

/**
 * Puts a step off until an instant that its window allows again (days, from and to, not `at`). What is known to
 * miss due + max_late is late at once and never waits.
 */
export const postpone = (
  { step, due }: Pick<Subject, "step" | "due">,
  wish: {
    readonly until: Temporal.Instant;
    readonly reason: Extract<StepOutcome, { status: "waiting" }>["reason"];
    readonly calendar: BusinessCalendar;
  },
): StepOutcome => {
  const until = step.window === null ? wish.until : (nextAllowed(wish.until, step.window, wish.calendar) ?? wish.until);
  if (isLate({ step, due }, until, wish.calendar)) return late(`${wish.reason} until ${until.toString()}`);
  return { status: "waiting", reason: wish.reason, until };
};

export const isLate = (
  { step, due }: Pick<Subject, "step" | "due">,
  instant: Temporal.Instant,
  calendar: BusinessCalendar,
): boolean => {
  const most = step.max_late === null ? null : parseDuration(step.max_late);
  return most !== null && Temporal.Instant.compare(instant, lateAfter(due, most, calendar)) > 0;
};

export const late = (detail: string): StepOutcome => ({ status: "skipped", reason: "late", detail });
