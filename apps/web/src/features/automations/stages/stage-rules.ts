import type { AutomationInput, DoStepInput, StepInput } from "@cadencia/contracts/automation";

/** An automation as the board shows it: as it is published, or as the draft of it is that is open. */
export interface Written {
  readonly key: string;
  readonly name: string;
  readonly isOn: boolean;
  /** The version that is published; 0: none is yet. */
  readonly version: number;
  /** It is shown as its draft has it. */
  readonly isDraft: boolean;
  readonly definition: AutomationInput;
}

/** One step of an automation under the stage that it hangs on. */
export interface StageRule {
  readonly automation: Written;
  readonly step: StepInput;
  /** Its position in its automation; the first bears what is told of the automation. */
  readonly at: number;
  /** How long after the entry it is due, as a wait is written; null: it follows something else than time. */
  readonly span: string | null;
}

/** The rules that hang on a stage, in order of time: at once, after a span, then what a date or an event decides. */
export const rulesOf = (automations: readonly Written[], stage: string): readonly StageRule[] =>
  automations
    .filter(
      ({ definition }) => "enters" in definition.trigger && entersStage(definition.trigger.enters, stage),
    )
    .flatMap((automation) => stepsOf(automation))
    .map((rule, order) => ({ rule, order, minutes: rule.span === null ? Infinity : minutesOf(rule.span) }))
    .toSorted((left, right) => compare(left.minutes, right.minutes) || left.order - right.order)
    .map(({ rule }) => rule);

/** What brings records into a stage: the automations that set it, other than those that hang on it. */
export const bringersOf = (automations: readonly Written[], stage: string): readonly Written[] =>
  automations.filter(
    ({ definition }) =>
      flat(definition.steps).some((step) => setsStage(step, stage)) &&
      !("enters" in definition.trigger && entersStage(definition.trigger.enters, stage)),
  );

/** Whether a filter asks for a stage: by itself, or among what must all hold. */
export const entersStage = (filter: unknown, stage: string): boolean =>
  stagesAsked(filter).some((one) => isStage(one, stage));

/** The first stage that a filter asks for, as it is written. */
export const firstStage = (filter: unknown): string | null => stagesAsked(filter)[0] ?? null;

const stagesAsked = (filter: unknown): readonly string[] => {
  if (Array.isArray(filter)) {
    const [field, operator, value] = filter as readonly unknown[];
    if (typeof field !== "string") return filter.flatMap(stagesAsked);
    if (field !== "stage" || (operator !== "is" && operator !== "in")) return [];
    return (Array.isArray(value) ? value : [value]).map(String);
  }
  if (typeof filter !== "object" || filter === null) return [];
  if ("stage" in filter) return [String(filter.stage)];
  return "all" in filter ? stagesAsked(filter.all) : [];
};

/** "won" is every stage of that name. */
export const isStage = (written: string, stage: string): boolean =>
  written.toLowerCase() === stage || written.toLowerCase() === stage.split("/")[1];

const setsStage = (step: DoStepInput, stage: string): boolean => {
  const parameters: Readonly<Record<string, unknown>> = step.with ?? {};
  const pipeline = typeof parameters["pipeline"] === "string" ? parameters["pipeline"] : null;
  const written = parameters["stage"];
  if (typeof written !== "string") return false;
  if (step.do === "set") return isStage(written, stage);
  if (step.do !== "copy_deal") return false;
  return written === stage || (pipeline !== null && `${pipeline}/${written}` === stage);
};

const flat = (steps: readonly StepInput[]): readonly DoStepInput[] =>
  steps.flatMap((step) => ("do" in step ? [step] : step.branch.flatMap((arm) => flat(arm.steps))));

const stepsOf = (automation: Written): readonly StageRule[] => {
  let base: string | null = "0m";
  return automation.definition.steps.map((step, at) => {
    const span = spanOf(step, "start" in step && step.start === "parallel" ? "0m" : base);
    if (!("start" in step) || step.start !== "parallel") base = span;
    return { automation, step, at, span };
  });
};

const spanOf = ({ wait }: StepInput, base: string | null): string | null => {
  if (base === null) return null;
  if (wait === undefined) return base;
  return "for" in wait ? addSpans(base, wait.for) : null;
};

const SPAN = /^(\d+)(m|h|d|w|mo|y|bd|bh)$/u;

/** Spans of one unit add up; of two units the sum is that in days, which is what the rail is ordered by. */
const addSpans = (left: string, right: string): string | null => {
  const [, first = "", unit] = SPAN.exec(left) ?? [];
  const [, second = "", other] = SPAN.exec(right) ?? [];
  if (unit === undefined || other === undefined) return null;
  if (Number(first) === 0) return right;
  if (Number(second) === 0) return left;
  if (unit === other) return `${Number(first) + Number(second)}${unit}`;
  return `${Math.round((minutesOf(left) + minutesOf(right)) / MINUTES.d)}d`;
};

/** A business day is some 1.4 days of the calendar, a business hour some four hours. */
const MINUTES = { m: 1, h: 60, d: 1440, w: 10_080, mo: 43_800, y: 525_600, bd: 2016, bh: 252 } as const;

const minutesOf = (span: string): number => {
  const [, amount = "0", unit = "m"] = SPAN.exec(span) ?? [];
  return Number(amount) * (new Map<string, number>(Object.entries(MINUTES)).get(unit) ?? 0);
};

const compare = (left: number, right: number): number => (left === right ? 0 : left < right ? -1 : 1);
