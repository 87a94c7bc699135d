import type { Filter } from "@cadencia/core/filter";
import { scheduleOccurrences } from "@cadencia/core/recurrence";
import { Graph, readRecords, RecordNode } from "../records/index.ts";
import type { AutomationContext } from "./context.ts";
import { armMoments } from "./moments.repo.ts";
import { entryPaths } from "./paths.ts";
import type { Rule } from "./rule.ts";
import { matchingIds } from "./search.repo.ts";

interface MatchingPart {
  readonly records: RecordNode[];
  /** The last one looked at; null when there are no more. */
  readonly last: string | null;
}

/** So many of them at most, in the order of their ids, from the first above `after`. */
export const matchingPart = async (
  { unit }: AutomationContext,
  rule: Rule,
  { filter, after, limit }: { filter: Filter | null; after: string | null; limit: number },
): Promise<MatchingPart> => {
  const ids = await matchingIds(unit, { object: rule.object, filter, after, limit });
  // Held: whoever presses the same automation at the same time waits, and finds the runs that this one started.
  const records = (await readRecords(unit.tx, unit.object(rule.object), ids, "update"))
    .filter((record) => record.deletedAt === null && record.values["archived"] !== true)
    .map((record) => new RecordNode(record));
  await new Graph(unit.tx, unit.catalog.model).load(records, entryPaths(rule));
  return { records, last: ids.length < limit ? null : (ids.at(-1) ?? null) };
};

/** Arms the first occurrence after an instant; missed ones are made up for one by one. */
export const armSchedule = async (
  context: AutomationContext,
  rule: Rule,
  after: Temporal.Instant,
): Promise<void> => {
  if (rule.trigger.kind !== "schedule" || rule.activatedAt === null) return;
  const { unit } = context;
  const schedule = {
    rrule: rule.trigger.rrule,
    at: rule.trigger.at ?? undefined,
    activation: Temporal.Instant.from(rule.activatedAt),
    timeZone: unit.catalog.settings.timeZone,
  };
  const [next] = scheduleOccurrences(schedule, { after, limit: 1 });
  if (next === undefined) return;
  await armMoments(unit.tx, [
    { automation: rule.id, record: rule.id, kind: "schedule", at: next.toString(), depth: 0, chain: [] },
  ]);
};
