import type { Due } from "@cadencia/contracts/automation";
import {
  addDuration,
  localDate,
  NoWorkingTimeError,
  moment,
  atWallTime,
  parseDuration,
  type BusinessCalendar,
} from "@cadencia/core/schedule";
import type { Locale } from "../../../platform/i18n/index.ts";
import {
  compileTemplate,
  renderTemplate,
  renderValue,
  TemplateError,
  type MergeScope,
  type RenderOptions,
} from "../../../platform/templates/index.ts";
import {
  StepFailure,
  type ActionServices,
  type StepAtWork,
  type TemplateDefinition,
} from "../actions/action.ts";
import { sideOf } from "../../messaging/index.ts";
import type { AutomationContext } from "../context.ts";
import { valueAt } from "../plan.ts";
import { otherAutomations } from "./other-automations.ts";
import { createPeople } from "./people.ts";

/** What actions are given to work with; everything they ask for is loaded already. */
export const createServices = (
  context: AutomationContext,
  templates: ReadonlyMap<string, TemplateDefinition>,
): ActionServices => {
  const { unit, directory } = context;
  const { catalog, tx } = unit;
  const { settings } = catalog;

  const scopeOf = (step: StepAtWork): MergeScope => ({
    record: step.record,
    payload: step.payload,
    workspace: {
      name: settings.name,
      timezone: settings.timeZone,
      locale: settings.locale,
      currency: settings.currency,
    },
  });

  const optionsFor = (as?: { locale?: string; html?: boolean }): RenderOptions => ({
    model: catalog.model,
    locale: (as?.locale ?? settings.locale) as Locale,
    timeZone: settings.timeZone,
    currency: settings.currency,
    escape: as?.html === true ? "html" : "none",
    now: tx.now,
  });

  return {
    ...createPeople(catalog, directory, tx.now),
    render: (text, step, as) =>
      failingAsStep(() => renderTemplate(compileTemplate(text), scopeOf(step), optionsFor(as)).text),
    value: (text, step) =>
      failingAsStep(() => renderValue(compileTemplate(text), scopeOf(step), optionsFor())),
    due: (step, due) => failingAsStep(() => dueOf(step, due, { now: tx.now, calendar: catalog.calendar })),
    template: (key) => templates.get(key) ?? null,
    side: (automation, address) => context.options.sides?.get(address) ?? sideOf(automation, address),
    view: (step) => step.record,
    ...otherAutomations(context),
  };
};

/** A template that cannot be rendered, or a calendar that never opens, fails its step and not its batch. */
const failingAsStep = <Result>(work: () => Result): Result => {
  try {
    return work();
  } catch (error) {
    if (error instanceof TemplateError || error instanceof NoWorkingTimeError)
      throw new StepFailure("error", error.message);
    throw error;
  }
};

const dueOf = (
  step: StepAtWork,
  due: Due,
  { now, calendar }: { now: Temporal.Instant; calendar: BusinessCalendar },
): Temporal.Instant | null => {
  if (typeof due === "string") return after(now, due, calendar);
  if ("for" in due) {
    const reached = after(now, due.for, calendar);
    if (reached === null || due.at === undefined) return reached;
    return atWallTime(localDate(reached, calendar.timeZone), due.at, calendar.timeZone);
  }
  const value = step.record === null ? null : valueAt(step.record, due.field);
  if (typeof value !== "string") return null;
  return moment(
    { value, offset: due.offset === undefined ? null : parseDuration(due.offset), at: due.at },
    calendar,
  );
};

const after = (now: Temporal.Instant, text: string, calendar: BusinessCalendar): Temporal.Instant | null => {
  const duration = parseDuration(text);
  return duration === null ? null : addDuration(now, duration, calendar);
};
