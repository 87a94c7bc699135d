import { asText } from "@cadencia/core/model";
import {
  deferToAllowed,
  lateAfter,
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
  readonly step: Pick<DoStep, "window" | "max_late">;
  readonly due: Temporal.Instant;
  readonly record: RecordNode | null;
}

interface Circumstances {
  readonly now: Temporal.Instant;
  readonly catalog: Catalog;
  readonly directory: Directory;
}

/**
 * Holds a step back for its window (missed while nobody worked, or met by a date that was past) and for a person's
 * hours and absences; null when nothing stands in its way.
 */
export const holdBack = ({ step, due, record }: Subject, around: Circumstances): StepOutcome | null => {
  if (step.window === null) return null;
  const { now, catalog, directory } = around;
  const wanted = step.window.calendar;
  const person = wanted === undefined ? null : personOf(wanted, { record, catalog, directory });
  const deferral = deferToAllowed(now, { calendar: catalog.calendar, window: step.window, person });
  if (deferral === null) return late("its window never opens");
  if (deferral.instant.equals(now)) return null;
  const reason = deferral.reason ?? "waiting_window";
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

type Waiting = Extract<StepOutcome, { status: "waiting" }>;

interface Wish extends Pick<Waiting, "until" | "reason" | "quiet"> {
  readonly calendar: BusinessCalendar;
}

/**
 * Puts a step off until an instant that its window allows again (days, from and to, not `at`). What is known to
 * miss due + max_late is late at once and never waits.
 */
export const postpone = ({ step, due }: Pick<Subject, "step" | "due">, wish: Wish): StepOutcome => {
  const until = settled(step, wish);
  if (until === null) return late(`${wish.reason}: no moment fits`);
  if (isLate({ step, due }, until, wish.calendar)) return late(`${wish.reason} until ${until.toString()}`);
  return { status: "waiting", reason: wish.reason, until };
};

/** Zones that quiet hours and a window are weighed in before nothing is taken to fit. */
const MOST_TURNS = 50;

/** The first moment from the wished one on that the window and all quiet hours allow together. */
const settled = (step: Subject["step"], wish: Wish): Temporal.Instant | null => {
  let candidate = wish.until;
  for (let turn = 0; turn < MOST_TURNS; turn += 1) {
    const before = candidate;
    for (const quietHours of [null, ...(wish.quiet ?? [])]) {
      const deferral = deferToAllowed(candidate, {
        calendar: wish.calendar,
        window: step.window,
        quietHours,
      });
      if (deferral === null) return null;
      candidate = deferral.instant;
    }
    if (candidate.equals(before)) return candidate;
  }
  return null;
};

export const isLate = (
  { step, due }: Pick<Subject, "step" | "due">,
  instant: Temporal.Instant,
  calendar: BusinessCalendar,
): boolean => {
  const most = step.max_late === null ? null : parseDuration(step.max_late);
  return most !== null && Temporal.Instant.compare(instant, lateAfter(due, most, calendar)) > 0;
};

export const late = (detail: string) => ({ status: "skipped", reason: "late", detail }) as const;

/** No instant within five years fits a step's wait and window: it ends, and does not wait unseen. */
export const neverDue = late("no moment within five years fits its wait and window");
