import type { JsonValue } from "@cadencia/core/model";
import { VirtualClock } from "../../../platform/clock/index.ts";
import { Refusal } from "../../../platform/errors/index.ts";
import { inTrial } from "../../../platform/workspace/index.ts";
import { createEngine, type Engine } from "../engine.ts";
import type { Rule } from "../rule.ts";
import { soloRules } from "../rules.ts";
import { play, type Played } from "./play.ts";
import { prepare } from "./prepare.ts";

export interface DryRunRequest {
  /** Its key; what a definition that is not saved yet is called. */
  readonly automation: string;
  /** Instead of what is published: a draft. */
  readonly definition?: unknown;
  readonly record: string;
  /** Who asks: it plays with their rights, so that it shows nothing that they may not see. Left out: the system. */
  readonly actor?: string | null;
  /** Of the event that would have started it. */
  readonly payload?: JsonValue;
}

/** A dry run that has been played, not yet undone: read from its engine whatever is wanted. */
export interface Rehearsal extends Played {
  /** Works inside the transaction that is about to be rolled back. */
  readonly engine: Engine;
  readonly rule: Rule;
  /** What came of it bears higher numbers in the journal. */
  readonly afterSeq: number;
}

/**
 * Plays one automation on one record as if it were started now, the clock skipping the waits, in a transaction that
 * is rolled back: nothing is stored, sent, counted or handed out, and no other automation starts by it. The trigger
 * is taken to happen (a record outside the stage is moved into it), and what ran before does not count; `when` does. Refused where there is no such automation or
 * record, where a draft could not be saved, and with `conflict` while somebody else holds the record.
 */
export const dryRun = async <Result>(
  engine: Engine,
  request: DryRunRequest,
  read: (rehearsal: Rehearsal) => Promise<Result>,
): Promise<Result> => {
  const clock = new VirtualClock(engine.workspace.clock.now());
  const patience = { since: engine.workspace.clock.now(), now: () => engine.workspace.clock.now() };
  const { resolve } = engine.options;
  try {
    return await inTrial(engine.workspace, clock, async (trial) => {
      const options = { resolve, trace: true };
      const { rule, afterSeq } = await createEngine(trial, { ...options, rules: soloRules(null) }).run(
        (context) => prepare(context, request),
      );
      const alone = createEngine(trial, { ...options, rules: soloRules(rule) });
      const played = await play({ engine: alone, clock, rule, patience }, request);
      return read({ ...played, engine: alone, rule, afterSeq });
    });
  } catch (error) {
    if (!isLocked(error)) throw error;
    throw new Refusal("conflict", "somebody is saving this record at this moment; try again");
  }
};

const isLocked = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "55P03";
