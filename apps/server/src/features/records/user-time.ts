import { WEEKDAYS, type Absence } from "@cadencia/core/schedule";
import type { FieldProblem } from "../../platform/errors/index.ts";
import type { RecordValues } from "./row.ts";

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const CLOCK = /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/;

/** An absence as it is kept, [from, to] or {from, to}, of days or of instants; null for anything else. */
export const readAbsence = (entry: unknown): Absence | null => {
  const pair: unknown[] = Array.isArray(entry) ? entry : [field(entry, "from"), field(entry, "to")];
  const [from, to] = pair;
  if (typeof from !== "string" || typeof to !== "string" || pair.length !== 2) return null;
  if (isDay(from) && isDay(to)) return { from, to };
  return isInstant(from) && isInstant(to) ? { from, to } : null;
};

const field = (entry: unknown, key: "from" | "to"): unknown =>
  typeof entry === "object" && entry !== null ? (entry as Record<string, unknown>)[key] : undefined;

const isDay = (text: string): boolean =>
  DAY.test(text) && reads(() => Temporal.PlainDate.from(text, { overflow: "reject" }));
const isInstant = (text: string): boolean => reads(() => Temporal.Instant.from(text));

const reads = (work: () => unknown): boolean => {
  try {
    work();
    return true;
  } catch {
    return false;
  }
};

/** Absences and working hours are JSON that automations count with: what they could not read is refused. */
export const userTimeProblems = (given: RecordValues): FieldProblem[] => {
  const problems: FieldProblem[] = [];
  const { absences, working_hours: hours } = given;
  if (absences !== null && absences !== undefined) {
    const isReadable = Array.isArray(absences) && absences.every((entry) => readAbsence(entry) !== null);
    if (!isReadable)
      problems.push(
        problem("absences", "must be a list of [from, to], two days or two instants with their offset"),
      );
  }
  if (hours !== null && hours !== undefined && !isHours(hours)) {
    problems.push(
      problem(
        "working_hours",
        `must be {days, from, to} with days of ${WEEKDAYS.join(", ")} and hours such as 09:00`,
      ),
    );
  }
  return problems;
};

const isHours = (hours: unknown): boolean => {
  if (typeof hours !== "object" || hours === null || Array.isArray(hours)) return false;
  return Object.entries(hours).every(([key, value]: [string, unknown]) => {
    if (key === "days")
      return Array.isArray(value) && value.every((day) => (WEEKDAYS as readonly unknown[]).includes(day));
    return (key === "from" || key === "to") && typeof value === "string" && CLOCK.test(value);
  });
};

const problem = (key: string, rule: string): FieldProblem => ({
  field: key,
  code: "wrong_value",
  message: `user.${key} ${rule}`,
});
