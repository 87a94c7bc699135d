import type { Random } from "../../../platform/clock/index.ts";

/** Choices of a story, the same for the same seed. */
export interface Dice {
  /** A whole number from 0, below `end`. */
  readonly below: (end: number) => number;
  readonly between: (from: number, to: number) => number;
  readonly pick: <Item>(items: readonly Item[]) => Item;
  /** Holds once in so many times. */
  readonly oneIn: (times: number) => boolean;
}

export const createDice = (random: Random): Dice => {
  const below = (end: number): number => random.nextUint32() % end;
  return {
    below,
    between: (from, to) => (to <= from ? from : from + below(to - from + 1)),
    pick: (items) => {
      const item = items[below(items.length)];
      if (item === undefined) throw new Error("there is nothing to pick from");
      return item;
    },
    oneIn: (times) => below(times) === 0,
  };
};
