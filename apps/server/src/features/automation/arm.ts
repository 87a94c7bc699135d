import { nextFlip } from "@cadencia/core/filter";
import type { ChainLink, Origin, RecordNode } from "../records/index.ts";
import { localDate, moment } from "@cadencia/core/schedule";
import { judgedNow, type AutomationContext } from "./context.ts";
import type { Moment, MomentKey, MomentKind } from "./moments.repo.ts";
import { valueAt } from "./plan.ts";
import type { Rule } from "./rule.ts";
import type { Watch } from "./rule-index.ts";

/**
 * Saves arm what comes within 50 hours, the sweep what comes within 48: whatever commits while a sweep is under
 * way has armed itself (a transaction lives a minute at most). Only the records of a `date` sweep are held: a date
 * may be moved away meanwhile.
 */
const SAVES_ARM_HOURS = 50;
export const SWEEP_HOURS = 48;

/** What to do with the armed moment of one automation and record. */
export type Arming =
  | { readonly kind: "arm"; readonly moment: Moment }
  /** The next of several: one that has come by now and has not been fired yet stays, and arms this one. */
  | { readonly kind: "arm_next"; readonly moment: Moment }
  | { readonly kind: "disarm"; readonly key: MomentKey }
  /** The moment was past when the date was set: it does not fire. */
  | {
      readonly kind: "late";
      readonly key: MomentKey;
      readonly version: number;
      readonly at: Temporal.Instant;
    };

export type Chained = Pick<Origin, "cause">;

export const watchKind = ({ purpose, rule }: Watch): MomentKind =>
  purpose === "enters" || purpose === "date" ? purpose : `${purpose}@${rule.version}`;

/** The next instant at which the filter may flip for this record by the mere passing of time. */
export const armFlip = (
  context: AutomationContext,
  watch: Watch,
  { record, origin, since }: { record: RecordNode; origin: Chained; since?: Temporal.Instant },
): Arming => {
  const key = { automation: watch.rule.id, record: record.id, kind: watchKind(watch) };
  const flip = nextFlip(watch.watched.filter, record, judgedNow(context, since));
  if (flip === null || isBeyond(context, flip)) return { kind: "disarm", key };
  return { kind: "arm", moment: { ...key, at: flip.toString(), ...chainOf(origin) } };
};

/** Whether an instant lies further ahead than saves arm. */
export const isBeyond = ({ unit }: AutomationContext, instant: Temporal.Instant): boolean =>
  Temporal.Instant.compare(instant, unit.tx.now.add({ hours: SAVES_ARM_HOURS })) > 0;

/** A moment armed by an automation's own write belongs to its chain (promise 6). */
export const chainOf = ({ cause }: Chained): { depth: number; chain: readonly ChainLink[] } =>
  cause === null ? { depth: 0, chain: [] } : { depth: cause.depth, chain: cause.chain };

/** The moment of a `date` trigger for this record; null while its field is empty. */
export const dateMoment = (
  context: AutomationContext,
  rule: Rule,
  record: RecordNode,
): Temporal.Instant | null => {
  if (rule.trigger.kind !== "date") return null;
  const value = valueAt(record, rule.trigger.field);
  if (typeof value !== "string") return null;
  return moment({ value, offset: rule.trigger.offset, at: rule.trigger.at }, context.unit.catalog.calendar);
};

export const isToday = (
  { unit }: AutomationContext,
  {
    rule,
    record,
    at,
    now = unit.tx.now,
  }: { rule: Rule; record: RecordNode; at: Temporal.Instant; now?: Temporal.Instant },
): boolean => {
  if (rule.trigger.kind !== "date" || rule.trigger.at !== null) return false;
  const value = valueAt(record, rule.trigger.field);
  if (typeof value !== "string" || value.length !== "2026-06-01".length) return false;
  const { timeZone } = unit.catalog.settings;
  return localDate(at, timeZone) === localDate(now, timeZone);
};

/** A moment fires once, however often the date comes back to it. */
export const dateOccasion = (at: Temporal.Instant): string => `date:${at.toString()}`;
