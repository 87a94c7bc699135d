import { stepsOf, type Automation, type Window } from "@cadencia/contracts/automation";
import { deferToAllowed, dueAfterWait, parseDuration, type BusinessCalendar } from "@cadencia/core/schedule";
import type { AutomationContext } from "./context.ts";
import { calendarOf } from "./execution/people.ts";
import type { PlacedFault } from "./validate.ts";

/** A step that could never run is refused, and does not wait unseen: no moment within five years fits it. */
export const windowFaults = (context: AutomationContext, definition: Automation): readonly PlacedFault[] =>
  stepsOf(definition).flatMap(({ step, index }): PlacedFault[] => {
    const what = impossible(context, step);
    if (what === null) return [];
    const message = `automation "${definition.key}", step "${step.id}": ${what} in the working hours of this workspace`;
    return [{ index, key: step.window === null ? "wait" : "window", code: "contradiction", message }];
  });

const impossible = (
  context: AutomationContext,
  { wait, window }: Pick<ReturnType<typeof stepsOf>[number]["step"], "wait" | "window">,
): string | null => {
  const { unit } = context;
  const text =
    wait === null ? undefined : "for" in wait ? wait.for : "event" in wait ? wait.timeout : undefined;
  const delay = text === undefined ? null : parseDuration(text);
  if (dueAfterWait(unit.tx.now, { wait: delay }, unit.catalog.calendar) === null)
    return "its wait never ends";
  return window !== null && !opens(context, window) ? "its window never opens" : null;
};

/** For `calendar: owner` it is enough that one person's hours, or the company's, meet the window. */
const opens = ({ unit, directory }: AutomationContext, window: Window): boolean => {
  const company = unit.catalog.calendar;
  const due = dueAfterWait(unit.tx.now, { window }, company);
  if (due === null) return false;
  const people = [...directory.users.values()].filter((user) => user.values["active"] !== false);
  return hoursToMeet(window, company, () => people.map((user) => calendarOf(user, company))).some(
    (calendar) =>
      deferToAllowed(due, {
        calendar: company,
        window,
        person: calendar === null ? null : { calendar, absences: [] },
      }) !== null,
  );
};

const hoursToMeet = (
  { calendar }: Window,
  company: BusinessCalendar,
  ofPeople: () => readonly BusinessCalendar[],
): readonly (BusinessCalendar | null)[] => {
  if (calendar === undefined) return [null];
  return calendar === "company" ? [company] : [company, ...ofPeople()];
};
