import type { RecordNode } from "../records/index.ts";
import type { AutomationContext } from "./context.ts";
import type { Candidate } from "./enroll.ts";
import { readDueDates } from "./moments.repo.ts";
import { anotherOf, dateAsked } from "./recurring/dates.ts";
import type { Rule } from "./rule.ts";
import { occasionKey, readUsedOccasions } from "./runs.repo.ts";

/** A record for which an automation is pressed: by a person, the API or another automation. */
interface Pressed extends Pick<Candidate, "origin"> {
  readonly record: RecordNode;
  /** Now unless given. */
  readonly base?: Temporal.Instant;
}

/**
 * A press of a date stands for one of its moments, which does not fire again. Where that has a run already, whoever
 * presses asks for another one; which it is, is settled now, so that a press that is tried again later stays the same.
 */
export const pressedCandidates = async (
  context: AutomationContext,
  rule: Rule,
  pressed: readonly Pressed[],
): Promise<readonly Candidate[]> => {
  const { tx } = context.unit;
  const due = await dueDates(context, rule, pressed);
  const asked = pressed.map((one) => ({
    ...one,
    dated: dateAsked(context, rule, { record: one.record, due: due.get(one.record.id) ?? null }),
  }));
  const places = asked.flatMap(({ record, dated }) =>
    dated === null ? [] : [{ automation: rule.id, record: record.id, occasion: dated.occasion }],
  );
  const used = new Set(await readUsedOccasions(tx, places));
  const free = (record: string, occasion: string): string => {
    const key = occasionKey({ automation: rule.id, record, occasion });
    if (used.has(key)) return anotherOf(occasion, tx.workspace.newId());
    used.add(key);
    return occasion;
  };
  return asked.map(({ record, origin, base = tx.now, dated }) => ({
    rule,
    record: dated?.record ?? record,
    origin,
    base,
    occasion: dated === null ? null : free(record.id, dated.occasion),
    payload: undefined,
    pressed: true,
  }));
};

const dueDates = async (
  { unit }: AutomationContext,
  rule: Rule,
  pressed: readonly Pressed[],
): Promise<ReadonlyMap<string, Temporal.Instant>> => {
  if (rule.trigger.kind !== "date") return new Map();
  const records = pressed.map(({ record }) => record.id);
  return readDueDates(unit.tx, rule.id, records);
};
