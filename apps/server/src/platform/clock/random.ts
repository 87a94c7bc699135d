import { getRandomValues } from "node:crypto";

/** A source of random 32-bit integers. */
export interface Random {
  nextUint32(): number;
}

export const systemRandom: Random = {
  nextUint32: () => getRandomValues(new Uint32Array(1))[0] ?? 0,
};

/** Repeatable numbers for scenarios and tests (mulberry32). */
export const seededRandom = (seed: number): Random => {
  let state = seed >>> 0;
  return {
    nextUint32: () => {
      state = (state + 0x6d2b79f5) >>> 0;
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
      return (mixed ^ (mixed >>> 14)) >>> 0;
    },
  };
};
