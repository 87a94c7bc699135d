import type { RecordNode } from "../../records/index.ts";
import { isBeyond } from "../arm.ts";
import type { AutomationContext } from "../context.ts";
import { armMoments, type Moment } from "../moments.repo.ts";
import type { Rule } from "../rule.ts";
import { nextDate, recurs } from "./dates.ts";
import { seriesChangedAt } from "./last-change.ts";

/**
 * Arms what follows occurrences whose moment has come: one of them at a time stands armed. After downtime that is
 * the next one that was missed; what an edit brought about after its moment had passed does not fire.
 */
export const armNextOccurrences = async (
  context: AutomationContext,
  come: readonly { readonly moment: Moment; readonly rule: Rule; readonly record: RecordNode }[],
): Promise<void> => {
  const { tx } = context.unit;
  const following = come
    .filter(({ rule, record }) => recurs(context, rule, record))
    .flatMap(({ moment, rule, record }) => {
      const next = nextDate(context, rule, { record, after: Temporal.Instant.from(moment.at) });
      return next === null ? [] : [{ moment, rule, record, at: next.at }];
    });
  const missed = following.filter(({ at }) => Temporal.Instant.compare(at, tx.now) < 0);
  const changes = await seriesChangedAt(
    context,
    missed.map(({ record }) => record.id),
  );
  const moments = following.flatMap(({ moment, rule, record, at }) => {
    const changed = changes.get(record.id);
    const isLate = changed !== undefined && Temporal.Instant.compare(changed, at) > 0;
    const reached = isLate
      ? nextDate(context, rule, { record, after: changed.subtract({ nanoseconds: 1 }) })?.at
      : at;
    return reached === undefined || isBeyond(context, reached) ? [] : [{ ...moment, at: reached.toString() }];
  });
  await armMoments(tx, moments);
};
