import { purgeRunLog, takeRound, type Engine, type RoundLimits } from "../features/automation/index.ts";
import type { Log } from "../platform/log/index.ts";

/** What one round takes in hand: enough to fill a transaction, little enough that others need not wait for it. */
const LIMITS: RoundLimits = { steps: 500, groups: 500, deliveries: 100 };
/** Another process may have made work: an idle worker looks again after this long at the latest. */
const IDLE_MILLISECONDS = 500;
/** When all that is due is in the hands of others: asking without a pause would only slow them down. */
const BREATH_MILLISECONDS = 10;
/** After an error: long enough not to fill the log, short enough not to be noticed. */
const PAUSE_AFTER_ERROR = 1000;
/** How often an idle worker removes what the run log need not keep any longer. */
const HOURS_BETWEEN_PURGES = 6;

export interface Workers {
  /** Ends after the round under way. */
  stop(): Promise<void>;
}

/** Works off what is due, round by round, until stopped. Any number of them share one database. */
export const startWorkers = (engine: Engine, { log }: { readonly log: Pick<Log, "error"> }): Workers => {
  const bell = createBell();
  const purge = createPurge(engine);
  const state = { stopped: false };

  const loop = async (): Promise<void> => {
    while (!state.stopped) {
      bell.reset();
      try {
        const { worked, next } = await takeRound(engine, LIMITS);
        if (worked || (await purge())) continue;
        await bell.wait(idleTime(engine, next));
      } catch (error) {
        log.error(
          `a worker round failed and is tried again: ${error instanceof Error ? error.message : String(error)}`,
        );
        await bell.wait(PAUSE_AFTER_ERROR);
      }
    }
  };

  // What this process commits need not wait for the next look.
  engine.workspace.wakers.add(bell.ring);
  const ended = loop();
  return {
    stop: async () => {
      state.stopped = true;
      bell.ring();
      await ended;
      engine.workspace.wakers.delete(bell.ring);
    },
  };
};

/** A part at a time, so that what falls due meanwhile need not wait. Answers whether there may be more. */
const createPurge = (engine: Engine): (() => Promise<boolean>) => {
  let next = engine.workspace.clock.now();
  return async () => {
    const now = engine.workspace.clock.now();
    if (Temporal.Instant.compare(now, next) < 0) return false;
    if ((await purgeRunLog(engine)) > 0) return true;
    next = now.add({ hours: HOURS_BETWEEN_PURGES });
    return false;
  };
};

interface Bell {
  readonly ring: () => void;
  /** Forgets an earlier ring. */
  readonly reset: () => void;
  /** Until it rings, or has rung since the last reset, or the time is over. */
  readonly wait: (milliseconds: number) => Promise<void>;
}

const createBell = (): Bell => {
  let rung = false;
  let answer: (() => void) | null = null;
  return {
    ring: () => {
      rung = true;
      answer?.();
    },
    reset: () => {
      rung = false;
    },
    wait: (milliseconds) =>
      new Promise((resolve) => {
        if (rung) {
          resolve();
          return;
        }
        const timer = setTimeout(resolve, milliseconds);
        answer = () => {
          clearTimeout(timer);
          resolve();
        };
      }),
  };
};

const idleTime = (engine: Engine, next: Temporal.Instant | null): number => {
  if (next === null) return IDLE_MILLISECONDS;
  const ahead = next.epochMilliseconds - engine.workspace.clock.now().epochMilliseconds;
  return Math.max(BREATH_MILLISECONDS, Math.min(ahead, IDLE_MILLISECONDS));
};
