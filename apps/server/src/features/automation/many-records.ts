import type { AutomationContext } from "./context.ts";
import type { Candidate } from "./enroll.ts";
import { armMoments, restKind, restOf, type Moment } from "./moments.repo.ts";
import type { Origin, RecordNode } from "../records/index.ts";
import { pressedCandidates } from "./pressed.ts";
import type { Rule } from "./rule.ts";
import { armSchedule, matchingPart } from "./schedule.ts";

/** So many records one transaction starts runs for. */
const PART = 1000;

/** What a part of an occurrence or a press starts, and whether something is left of it. */
interface Part {
  readonly candidates: readonly Candidate[];
  readonly rest: boolean;
}

const BEFORE_ALL = "00000000-0000-0000-0000-000000000000";

const NOTHING: Part = { candidates: [], rest: false };

/**
 * The next part of an occurrence of a schedule, or of a press for all that satisfy `when`. What is left is armed at
 * the same instant with the last record that was looked at, in the transaction that starts the part: whoever takes
 * over after a crash goes on there.
 */
export const firePart = async (
  context: AutomationContext,
  moment: Moment,
  origin: Pick<Origin, "cause" | "runAutomations">,
): Promise<Part> => {
  const rule = context.rules.active.find((candidate) => candidate.id === moment.automation);
  if (rule === undefined) return NOTHING;
  const at = Temporal.Instant.from(moment.at);
  const rest = restOf(moment.kind);
  if (rest === null) await armSchedule(context, rule, at);
  const { of, name } = rest ?? { of: "schedule" as const, name: at.toString() };
  return startPart(context, { rule, of, name, after: rest?.after ?? null, at, origin });
};

/**
 * An occurrence that could not be begun, as the part from its first record on; the one after it is armed. Anything
 * else is what it is.
 */
export const asPart = async (context: AutomationContext, moment: Moment): Promise<Moment> => {
  const rule = context.rules.active.find((candidate) => candidate.id === moment.automation);
  if (moment.kind !== "schedule" || rule === undefined) return moment;
  const at = Temporal.Instant.from(moment.at);
  await armSchedule(context, rule, at);
  return { ...moment, kind: restKind("schedule", at.toString(), BEFORE_ALL) };
};

/** Presses an automation for all that satisfy `when`: the first part now, what is left by the workers. */
export const pressAll = async (
  context: AutomationContext,
  rule: Rule,
  origin: Pick<Origin, "cause" | "runAutomations">,
): Promise<readonly Candidate[]> => {
  const { tx } = context.unit;
  const name = tx.workspace.newId();
  const part = await startPart(context, { rule, of: "press", name, after: null, at: tx.now, origin });
  if (part.rest) tx.afterCommit(tx.workspace.onWork);
  return part.candidates;
};

interface Passage {
  readonly rule: Rule;
  readonly of: "schedule" | "press";
  readonly name: string;
  readonly after: string | null;
  readonly at: Temporal.Instant;
  readonly origin: Pick<Origin, "cause" | "runAutomations">;
}

const startPart = async (context: AutomationContext, passage: Passage): Promise<Part> => {
  const { rule, of, name, after, at, origin } = passage;
  const { records, last } = await matchingPart(context, rule, { filter: rule.when, after, limit: PART });
  if (last !== null) {
    const kind = restKind(of, name, last);
    const { depth = 0, chain = [] } = origin.cause ?? {};
    await armMoments(context.unit.tx, [
      { automation: rule.id, record: rule.id, kind, at: at.toString(), depth, chain },
    ]);
  }
  return { candidates: await candidatesOf(context, passage, records), rest: last !== null };
};

const candidatesOf = async (
  context: AutomationContext,
  { rule, of, name, at: base, origin }: Passage,
  records: readonly RecordNode[],
): Promise<readonly Candidate[]> => {
  if (of === "press") {
    const pressed = records.map((record) => ({ record, origin, base }));
    return pressedCandidates(context, rule, pressed);
  }
  const occasion = `schedule:${name}`;
  return records.map((record) => ({
    rule,
    record,
    origin,
    base,
    payload: undefined,
    occasion,
    judged: true,
  }));
};
