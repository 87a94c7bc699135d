import { TooOften } from "../../../platform/errors/index.ts";

/** Of the four threads that files and name look-ups of the process use too. */
const AT_ONCE = 2;
/** Five seconds of work; whoever comes then is better told so. */
const MOST_WAITING = 200;

let running = 0;
const waiting: (() => void)[] = [];

/** Bounds how many passwords are worked on at a time: each takes 19 MiB and a thread. */
export const hashingQueue = {
  run: async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (running >= AT_ONCE) {
      if (waiting.length >= MOST_WAITING) throw new TooOften("too many people log in at the moment", 5);
      await new Promise<void>((go) => void waiting.push(go));
    } else running += 1;
    try {
      return await work();
    } finally {
      // The place is handed on: `running` falls only when nobody waits.
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  },
};
