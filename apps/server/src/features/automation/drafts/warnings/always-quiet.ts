import { ACTIONS, stepsOf, type Automation, type DoStep } from "@cadencia/contracts/automation";
import { stepPath, type Warning } from "./warning.ts";

interface Hours {
  readonly from: string;
  readonly to: string;
}

const DAY = 24 * 60;

/** What disturbs people at hours that are always quiet is held back or dropped each time. */
export const alwaysQuiet = (definition: Automation, quiet: Hours): readonly Warning[] =>
  stepsOf(definition).flatMap(({ step, index }): Warning[] => {
    const { sends } = ACTIONS[step.do];
    const found = sends === null || sends === "email" ? null : hoursOf(step);
    if (found === null || !lieWithin(found.hours, quiet)) return [];
    const params = { from: quiet.from.slice(0, 5), to: quiet.to.slice(0, 5) };
    return [{ field: `${stepPath(index)}.${found.key}`, code: "always_quiet", params }];
  });

/** The hours of the day at which a step can run; null where any may be. */
const hoursOf = ({ wait, window }: DoStep): { readonly key: string; readonly hours: Hours } | null => {
  if (window?.at !== undefined) return { key: "window.at", hours: { from: window.at, to: window.at } };
  if (window?.from !== undefined || window?.to !== undefined)
    return { key: "window", hours: { from: window.from ?? "00:00", to: window.to ?? "24:00" } };
  const at = wait !== null && "until" in wait ? wait.until.at : undefined;
  return at === undefined ? null : { key: "wait.until.at", hours: { from: at, to: at } };
};

const minutes = (time: string): number => {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  return hour * 60 + minute;
};

const span = (from: string, to: string): number => (minutes(to) - minutes(from) + DAY) % DAY;

const lieWithin = (hours: Hours, quiet: Hours): boolean => {
  const start = span(quiet.from, hours.from);
  return (
    start < span(quiet.from, quiet.to) && start + span(hours.from, hours.to) <= span(quiet.from, quiet.to)
  );
};
