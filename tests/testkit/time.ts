import { nextRoundAt, runRound, type Engine } from "../../apps/server/src/features/automation/index.ts";
import type { VirtualClock } from "../../apps/server/src/platform/clock/index.ts";

const LIMITS = { steps: 500, groups: 500, deliveries: 1000 };
const MOST_ROUNDS = 10_000;

/** Does everything that is due now. */
export const workOffDue = async (engine: Engine): Promise<void> => {
  for (let round = 0; round < MOST_ROUNDS; round += 1) if (!(await runRound(engine, LIMITS))) return;
  throw new Error(`the engine did not come to rest in ${MOST_ROUNDS} rounds`);
};

/** Lets the time pass up to `end`, as a worker lives through it: from one due instant to the next. */
export const passTime = async (engine: Engine, clock: VirtualClock, end: Temporal.Instant): Promise<void> => {
  await workOffDue(engine);
  for (;;) {
    const next = await nextRoundAt(engine);
    if (next === null || Temporal.Instant.compare(next, end) > 0) break;
    clock.advanceTo(next);
    await workOffDue(engine);
  }
  clock.advanceTo(end);
};
