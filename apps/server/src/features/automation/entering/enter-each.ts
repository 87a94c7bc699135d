import type { RecordNode } from "../../records/index.ts";
import type { AutomationContext } from "../context.ts";
import type { Candidate } from "../enroll.ts";
import { idleOccasions } from "../idle/fire-idle.ts";
import { isIdle } from "../idle/sweep-idle.ts";
import { pairKey, readSince } from "../membership.repo.ts";
import { lastDate } from "../recurring/dates.ts";
import type { Rule } from "../rule.ts";
import { readRunHistories } from "../runs.repo.ts";
import { matchingPart } from "../schedule.ts";
import type { EnterTask } from "../jobs/job.ts";
import { startEach } from "../jobs/start-each.ts";

/** So many records are read into the process at once. */
const MOST_RECORDS = 1000;

/**
 * Looks at the next part of the records that match, one by one: where the record has a say in what begins, and in a
 * trace, to say why nothing began. Answers the last one looked at; null: all are.
 */
export const enterEachOfPart = async (
  context: AutomationContext,
  rule: Rule,
  { joined, part, after, ...task }: EnterTask,
): Promise<string | null> => {
  const { tx } = context.unit;
  const [at, base] = [Temporal.Instant.from(task.at), Temporal.Instant.from(task.base)];
  const filter = rule.trigger.kind === "enters" ? rule.trigger.watched.filter : rule.when;
  const limit = Math.min(part, MOST_RECORDS);
  const { records, last } = await matchingPart(context, rule, { filter, after, limit });
  const ids = records.map((record) => record.id);
  const since = await readSince(tx, rule.id, ids);
  const begun = await begunSince(context, { rule, ids, at });
  const spells = isIdle(rule)
    ? await idleOccasions(context, rule, { records: ids, at })
    : new Map<string, string>();
  const candidates = records
    .filter(({ id }) => !begun.has(id) && stoodAt(since.get(id), { at, joined }))
    .flatMap((record) => candidateOf(context, rule, { record, at, base, spells }) ?? []);
  await startEach(
    context,
    candidates.map((each) => ({ ...each, stayingSince: since.get(each.record?.id ?? "") })),
  );
  return last;
};

/** Records for which a run has begun already since the activation: by the statement for all, or by themselves. */
const begunSince = async (
  { unit: { tx } }: AutomationContext,
  { rule, ids, at }: { rule: Rule; ids: readonly string[]; at: Temporal.Instant },
): Promise<ReadonlySet<string>> => {
  if (ids.length === 0) return new Set();
  const histories = await readRunHistories(
    tx,
    ids.map((record) => ({ record, automation: rule.id })),
  );
  return new Set(
    ids.filter((record) => {
      const start = histories.get(pairKey({ record, automation: rule.id }))?.lastStart;
      return start !== undefined && Temporal.Instant.compare(Temporal.Instant.from(start), at) >= 0;
    }),
  );
};

/** Who joined after the activation has entered, or was to join silently. */
const stoodAt = (
  since: string | undefined,
  { at, joined }: { at: Temporal.Instant; joined: boolean },
): boolean => {
  if (since === undefined) return !joined;
  const order = Temporal.Instant.compare(Temporal.Instant.from(since), at);
  return joined ? order === 0 : order <= 0;
};

const candidateOf = (
  context: AutomationContext,
  rule: Rule,
  {
    record,
    at,
    base,
    spells,
  }: {
    record: RecordNode;
    at: Temporal.Instant;
    base: Temporal.Instant;
    spells: ReadonlyMap<string, string>;
  },
): Candidate | null => {
  const origin = { cause: null, runAutomations: true, confirmed: true };
  const one = { rule, record, origin, base, payload: undefined };
  if (rule.trigger.kind === "idle") {
    const occasion = spells.get(record.id);
    return occasion === undefined ? null : { ...one, occasion };
  }
  if (rule.trigger.kind !== "date") return { ...one, occasion: null };
  const last = lastDate(context, rule, { record, upTo: at });
  return last === null ? null : { ...one, record: last.record, occasion: last.occasion };
};
