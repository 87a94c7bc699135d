import { stepsOf, type Automation } from "@cadencia/contracts/automation";
import { parseDuration } from "@cadencia/core/schedule";
import { stepPath, type Warning } from "./warning.ts";

interface Cap {
  readonly max: number;
  readonly per: "day" | "week";
}

const HOURS = { m: 1 / 60, h: 1, bh: 1, d: 24, bd: 24, w: 168, mo: 720, y: 8760 } as const;

const hoursOf = (text: string): number => {
  const duration = parseDuration(text);
  return duration === null ? 0 : duration.amount * HOURS[duration.unit];
};

/**
 * More mails in one period of the cap than it lets through: those over it are held to the next period, and skipped as
 * late where they may not wait so long.
 */
export const capCannotFit = (definition: Automation, cap: Cap | null): readonly Warning[] => {
  if (cap === null) return [];
  const period = cap.per === "day" ? 24 : 168;
  const mails = mailsOf(definition);
  return mails.flatMap(({ at, maxLate, field }, position): Warning[] => {
    const first = mails[position - cap.max];
    const isOver = first !== undefined && at - first.at < period;
    if (!isOver || maxLate === null || hoursOf(maxLate) >= period) return [];
    const params = { max: String(cap.max), per: cap.per, late: maxLate };
    return [{ field, code: "cap_cannot_fit", params }];
  });
};

/** Mails of the definition with the hours at which they come, counted from its start. */
const mailsOf = (definition: Automation) => {
  let at = 0;
  return stepsOf(definition).flatMap(({ step, index, above }) => {
    const wait = step.wait !== null && "for" in step.wait ? hoursOf(step.wait.for) : 0;
    const starts = step.start === "parallel" ? wait : at + wait;
    if (step.start !== "parallel") at = starts;
    // Of the ways of a branch only one is gone.
    if (step.do !== "send_email" || above.length > 0) return [];
    return [{ at: starts, maxLate: step.max_late, field: `${stepPath(index)}.max_late` }];
  });
};
