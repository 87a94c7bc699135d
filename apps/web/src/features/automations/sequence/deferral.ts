import type { DryRunPayload } from "@cadencia/contracts/api";
import type { DoStepInput } from "@cadencia/contracts/automation";

type Tried = Pick<DryRunPayload["steps"][number], "due" | "held">;

interface Deferral {
  /** `reason`: a code of the engine. `window`: `workday`, `weekend`, `days` or `hours`. */
  readonly kind: "reason" | "window";
  readonly code: string;
}

const HOURS: Readonly<Record<string, number>> = { m: 1 / 60, h: 1, d: 24, w: 168 };
/** Summer time moves a wall clock by so much. */
const SLACK = 1.5 * 3_600_000;

interface From {
  /** The end of the step above, from which the wait is counted. */
  readonly base: string;
  /** By whose calendar a day is another one. */
  readonly timeZone: string;
}

/** Why a step runs later than its wait alone says; null where it does not. */
export const deferralOf = (
  step: DoStepInput,
  { due, held }: Tried,
  { base, timeZone }: From,
): Deferral | null => {
  const [hold] = held;
  if (hold !== undefined) return { kind: "reason", code: hold.reason };
  const { wait, window } = step;
  if (window === undefined || due === null) return null;
  const span = wait !== undefined && "for" in wait ? /^(\d+)(m|h|d|w)$/u.exec(wait.for) : null;
  // Months and business days are counted by the calendar; what the window added cannot be told from them here.
  if (wait !== undefined && span === null) return null;
  const hours = span === null ? 0 : Number(span[1]) * (HOURS[span[2] ?? ""] ?? 0);
  const nominal = new Date(Date.parse(base) + hours * 3_600_000);
  if (Date.parse(due) - nominal.getTime() <= SLACK) return null;
  const day = new Intl.DateTimeFormat("en-CA", { timeZone });
  const { days } = window;
  const isSameDay = day.format(nominal) === day.format(new Date(due));
  if (days === undefined || days === "any" || isSameDay) return { kind: "window", code: "hours" };
  return { kind: "window", code: Array.isArray(days) ? "days" : days };
};
