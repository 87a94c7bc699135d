import { seededRandom } from "../../apps/server/src/platform/clock/index.ts";
import { chanceSeed } from "./seed.ts";

/** Chance that can be repeated. */
export interface Chance {
  readonly seed: number;
  /** From 0 to below 1. */
  readonly fraction: () => number;
  /** A whole number from `from` to `to`, both included. */
  readonly between: (from: number, to: number) => number;
  readonly pick: <Value>(values: readonly Value[]) => Value;
}

export const openChance = (seed = chanceSeed()): Chance => {
  const random = seededRandom(seed);
  const fraction = (): number => random.nextUint32() / 2 ** 32;
  const between = (from: number, to: number): number => from + Math.floor(fraction() * (to - from + 1));
  return {
    seed,
    fraction,
    between,
    pick: (values) => values[between(0, values.length - 1)] as (typeof values)[number],
  };
};
