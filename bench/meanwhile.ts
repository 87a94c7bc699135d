import { recordOf } from "../apps/server/src/features/records/index.ts";
import type { Home } from "./home.ts";

/** How many milliseconds work took. */
export const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await work();
  return performance.now() - start;
};

/** Saves a record again and again until it is told to end. Answers how long each save took. */
export const savesMeanwhile = (home: Home, id: string): { end: () => Promise<readonly number[]> } => {
  const until = new AbortController();
  const running = saveUntil(home, id, until.signal);
  return {
    end: () => {
      until.abort();
      return running;
    },
  };
};

const saveUntil = async ({ engine }: Home, id: string, end: AbortSignal): Promise<readonly number[]> => {
  const waits: number[] = [];
  while (!end.aborted) {
    const input = { last_name: `Name ${waits.length}` };
    const save = () =>
      engine.save(async (unit) => recordOf((await unit.update("contact", [{ id, input }]))[0]));
    waits.push(await timed(save));
  }
  return waits;
};
