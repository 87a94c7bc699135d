import { asText } from "@cadencia/core/model";
import type { Save } from "../../records/index.ts";
import { SWEEP_HOURS } from "../arm.ts";
import type { AutomationContext } from "../context.ts";
import { armLaterMoments, idleKind, type Moment } from "../moments.repo.ts";
import type { IdleRule } from "../rule.ts";
import { idleMoment } from "./since-range.ts";
import { watchedBy } from "./sweep-idle.ts";
import { askedKey, lastThings } from "./things.repo.ts";

/** A record that brings a history from elsewhere, of an object of which some automation waits for idleness. */
export const isBackdated = ({ unit, rules }: AutomationContext, { kind, object, after }: Save): boolean =>
  kind === "created" &&
  rules.index.idle.some((rule) => rule.object === object.key) &&
  Temporal.Instant.compare(Temporal.Instant.from(asText(after.values["created_at"])), unit.tx.now) < 0;

/**
 * Arms idle spells that began before their record was made here. Their moment may lie in a span that was swept
 * already, and no later sweep looks there; any that no sweep has reached yet is at most its horizon away.
 */
export const armBackdated = async (context: AutomationContext, saves: readonly Save[]): Promise<void> => {
  const backdated = saves.filter((save) => isBackdated(context, save));
  for (const [object, group] of Map.groupBy(backdated, (save) => save.object.key)) {
    const records = group.map(({ after }) => after.id);
    for (const rule of context.rules.index.idle)
      if (rule.object === object) await armSpells(context, rule, records);
  }
};

const armSpells = async (
  { unit }: AutomationContext,
  rule: IdleRule,
  records: readonly string[],
): Promise<void> => {
  const { now } = unit.tx;
  const horizon = now.add({ hours: SWEEP_HOURS });
  const until = now.toString();
  const last = await lastThings(
    unit,
    watchedBy(rule),
    records.map((record) => ({ record, until })),
  );
  const moments = records.flatMap((record): Moment[] => {
    const since = last.get(askedKey({ record, until }));
    const at =
      since === undefined
        ? null
        : idleMoment(Temporal.Instant.from(since), rule.trigger.length, unit.catalog.calendar);
    if (since === undefined || at === null) return [];
    if (Temporal.Instant.compare(at, now) <= 0 || Temporal.Instant.compare(at, horizon) > 0) return [];
    return [{ automation: rule.id, record, kind: idleKind(since), at: at.toString(), depth: 0, chain: [] }];
  });
  await armLaterMoments(unit.tx, moments);
};
