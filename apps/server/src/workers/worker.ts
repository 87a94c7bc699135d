import { nextRoundAt, runRound, type Engine, type RoundLimits } from "../features/automation/index.ts";
import type { Log } from "../platform/log/index.ts";

/** What one round takes in hand: enough to fill a transaction, little enough that others need not wait for it. */
const LIMITS: RoundLimits = { steps: 500, groups: 500, deliveries: 100 };
/** Another process may have made work: an idle worker looks again after this long at the latest. */
const IDLE_MILLISECONDS = 500;
/** After an error: long enough not to fill the log, short enough not to be noticed. */
const PAUSE_AFTER_ERROR = 1000;

export interface Workers {
  /** Ends after the round under way. */
  stop(): Promise<void>;
}

/** Works off what is due, round by round, until stopped. Any number of them share one database. */
export const startWorkers = (engine: Engine, { log }: { readonly log: Pick<Log, "error"> }): Workers => {
  let stopped = false;
  let wake: () => void = () => {};
  let woken = false;

  const sleep = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => {
      if (woken || stopped) {
        resolve();
        return;
      }
      const timer = setTimeout(resolve, milliseconds);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const loop = async (): Promise<void> => {
    while (!stopped) {
      woken = false;
      try {
        if (await runRound(engine, LIMITS)) continue;
        await sleep(await idleTime(engine));
      } catch (error) {
        log.error(`a worker round failed and is tried again: ${error instanceof Error ? error.message : String(error)}`);
        await sleep(PAUSE_AFTER_ERROR);
      }
    }
  };

  // What this process commits need not wait for the next look.
  const hear = (): void => {
    woken = true;
    wake();
  };
  engine.workspace.wakers.add(hear);
  const ended = loop();
  return {
    stop: async () => {
      stopped = true;
      wake();
      await ended;
      engine.workspace.wakers.delete(hear);
    },
  };
};

const idleTime = async (engine: Engine): Promise<number> => {
  const next = await nextRoundAt(engine);
  if (next === null) return IDLE_MILLISECONDS;
  const ahead = next.epochMilliseconds - engine.workspace.clock.now().epochMilliseconds;
  return Math.max(0, Math.min(ahead, IDLE_MILLISECONDS));
};
