import { randomInt } from "node:crypto";
import { seededRandom } from "../../apps/server/src/platform/clock/index.ts";

/** Chance that can be repeated: CADENCIA_SEED gives the seed that a failed run printed. */
export interface Chance {
  readonly seed: number;
  /** From 0 to below 1. */
  readonly fraction: () => number;
  /** A whole number from `from` to `to`, both included. */
  readonly between: (from: number, to: number) => number;
  readonly pick: <Value>(values: readonly Value[]) => Value;
}

export const openChance = (seed = Number(process.env["CADENCIA_SEED"] ?? randomInt(2 ** 31))): Chance => {
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
