import type pg from "pg";
import { nextRoundAt, runRound, type Engine } from "../../../apps/server/src/features/automation/index.ts";
import type { Stage } from "../../../apps/server/src/features/scenarios/index.ts";
import { seededRandom } from "../../../apps/server/src/platform/clock/index.ts";
import { createWorkspaceHandle, type Workspace } from "../../../apps/server/src/platform/workspace/index.ts";
import { Trouble } from "./trouble.ts";

/** Who works off what is due. */
export interface Hands {
  readonly workers: 1 | 2;
  /** Whether one group of steps is taken at a time: the order in which scenarios run. */
  readonly strict: boolean;
  /** Whether connections also break while messages are handed over: then some are `uncertain`. */
  readonly senders: boolean;
}

const MOST_ROUNDS = 20_000;
let processes = 0;

/** Workers whose connections break at any statement; who loses one is replaced by a process that knows nothing. */
export const troubledHands = (
  { workers, strict, senders }: Hands,
  { pool, seed }: { readonly pool: pg.Pool; readonly seed: number },
): { readonly settle: (stage: Stage) => Promise<Temporal.Instant | null>; readonly trouble: Trouble } => {
  const trouble = new Trouble(seededRandom(seed));
  const troubled = trouble.trouble(pool);
  const limits = { steps: 500, groups: strict ? 1 : 500, deliveries: 1000 };
  const crew = new Map<number, Engine>();

  const hire = (stage: Stage): Engine => {
    const { workspace } = stage.engine;
    const engine = stage.openEngine(anotherProcess(workspace, troubled));
    if (senders) return engine;
    const calm = stage.openEngine(anotherProcess(workspace, pool));
    return { ...engine, deliver: calm.deliver, settleDead: calm.settleDead };
  };

  const work = async (stage: Stage, place: number): Promise<boolean> => {
    const worker = crew.get(place) ?? hire(stage);
    crew.set(place, worker);
    const before = trouble.strikes;
    try {
      return await runRound(worker, limits);
    } catch (error) {
      if (trouble.strikes === before) throw error;
      crew.delete(place);
      return true;
    }
  };

  const settle = async (stage: Stage): Promise<Temporal.Instant | null> => {
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      trouble.brew();
      const busy = await Promise.all(Array.from({ length: workers }, (_, place) => work(stage, place)));
      trouble.calm();
      if (!busy.includes(true)) return nextRoundAt(stage.engine);
    }
    throw new Error(`more than ${MOST_ROUNDS} rounds at ${stage.clock.now().toString()}`);
  };
  return { settle, trouble };
};

/** Names of prepared statements, caches and connections are those of another process; ids go on rising. */
const anotherProcess = ({ schemaName, clock, random, newId }: Workspace, pool: pg.Pool): Workspace => {
  processes += 1;
  return { ...createWorkspaceHandle({ key: `hand_${processes}`, schemaName, pool, clock, random }), newId };
};
