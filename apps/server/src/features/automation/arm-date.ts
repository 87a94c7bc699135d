import type { RecordNode } from "../records/index.ts";
import { chainOf, dateMoment, isBeyond, isToday, type Arming, type Chained } from "./arm.ts";
import type { AutomationContext } from "./context.ts";
import { nextDate, recurs } from "./recurring/dates.ts";
import type { Rule } from "./rule.ts";

interface SetDate {
  readonly record: RecordNode;
  readonly origin: Chained;
  /** False where something else changed on which the moment rests: the zone of an event, its rule. */
  readonly isSet: boolean;
}

/**
 * Arms a `date` trigger after its field was set. A moment already past does not fire, except a day without an
 * hour that is today: it fires at once. Of a recurring event the next occurrence is armed.
 */
export const armDate = (
  context: AutomationContext,
  rule: Rule,
  { record, origin, isSet }: SetDate,
): Arming => {
  const key = { automation: rule.id, record: record.id, kind: "date" as const };
  const { now } = context.unit.tx;
  if (recurs(context, rule, record)) {
    const next = nextDate(context, rule, { record, after: now.subtract({ nanoseconds: 1 }) });
    if (next !== null && isBeyond(context, next.at)) return { kind: "disarm", key };
    if (next !== null)
      return { kind: "arm_next", moment: { ...key, at: next.at.toString(), ...chainOf(origin) } };
  }
  const at = dateMoment(context, rule, record);
  if (at === null || isBeyond(context, at)) return { kind: "disarm", key };
  if (Temporal.Instant.compare(at, now) >= 0)
    return { kind: "arm", moment: { ...key, at: at.toString(), ...chainOf(origin) } };
  if (isToday(context, { rule, record, at }))
    return { kind: "arm", moment: { ...key, at: now.toString(), ...chainOf(origin) } };
  return isSet ? { kind: "late", key, version: rule.version, at } : { kind: "disarm", key };
};
