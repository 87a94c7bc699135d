import { setTimeout as pause } from "node:timers/promises";

/** Asks again and again until it holds; fails with what was last seen when that takes too long. */
export const until = async (
  holds: () => Promise<boolean> | boolean,
  { within = 20_000, what = "it" }: { within?: number; what?: string } = {},
): Promise<void> => {
  const end = performance.now() + within;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`${what} did not come about within ${within} ms`);
    await pause(25);
  }
};

export { pause };
