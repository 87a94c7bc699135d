import type { RecordNode } from "../records/index.ts";
import { dateMoment } from "./arm.ts";
import type { AutomationContext } from "./context.ts";
import { enroll, type Candidate } from "./enroll.ts";
import { dateOccasion } from "./fire.ts";
import { idleOccasions } from "./idle/fire-idle.ts";
import { isIdle } from "./idle/sweep-idle.ts";
import { readSince } from "./membership.repo.ts";
import type { Rule } from "./rule.ts";
import { matchingRecords } from "./schedule.ts";

/**
 * Enters the records that match already. A record whose present stay had a run is left out; a date runs the last
 * moment that passed and has not fired.
 */
export const enterExisting = async (context: AutomationContext, rule: Rule): Promise<void> => {
  const filter = rule.trigger.kind === "enters" ? rule.trigger.watched.filter : rule.when;
  for await (const records of matchingRecords(context, rule, filter)) {
    const since = await readSince(
      context.unit.tx,
      rule.id,
      records.map((record) => record.id),
    );
    const spells = isIdle(rule)
      ? await idleOccasions(
          context,
          rule,
          records.map((record) => record.id),
        )
      : new Map<string, string>();
    const candidates = records.flatMap((record) => candidateOf(context, { rule, record, spells }) ?? []);
    await enroll(
      context,
      candidates.map((each) => ({ ...each, stayingSince: since.get(each.record?.id ?? "") })),
    );
  }
};

const candidateOf = (
  context: AutomationContext,
  { rule, record, spells }: { rule: Rule; record: RecordNode; spells: ReadonlyMap<string, string> },
): Candidate | null => {
  const { now } = context.unit.tx;
  const base = { rule, record, origin: { cause: null, runAutomations: true }, base: now, payload: undefined };
  if (rule.trigger.kind === "idle") {
    const occasion = spells.get(record.id);
    return occasion === undefined ? null : { ...base, occasion };
  }
  if (rule.trigger.kind !== "date") return { ...base, occasion: null };
  const at = dateMoment(context, rule, record);
  if (at === null || Temporal.Instant.compare(at, now) > 0) return null;
  return { ...base, occasion: dateOccasion(at) };
};
