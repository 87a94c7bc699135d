import {
  type Arbitrary,
  gen,
  type GeneratorValue,
  integer as integerBetween,
  noBias,
  sample as samples,
  shuffledSubarray,
  string,
  uuid,
} from "fast-check";

/** Random choices that a seed repeats. */
export interface Draw {
  integer(from: number, to: number): number;
  chance(percent: number): boolean;
  pick<T>(choices: readonly T[]): T;
  /** Up to `most` of the choices, each once. */
  some<T>(choices: readonly T[], most: number): T[];
  text(): string;
  uuid(): string;
}

/** What `build` makes of each of so many independent series of choices. */
export const sample = <T>(
  build: (draw: Draw) => T,
  { seed, count }: { readonly seed: number; readonly count: number },
): T[] =>
  samples(
    gen().map((generate) => build(drawing(generate))),
    { seed, numRuns: count },
  );

// fast-check prefers the ends of a range, which would draw the same fields and the same ids again and again.
const evenly = (range: { min: number; max: number }): Arbitrary<number> => noBias(integerBetween(range));
const evenUuid = (): Arbitrary<string> => noBias(uuid());
const evenSubset = (choices: unknown[], most: number): Arbitrary<unknown[]> =>
  noBias(shuffledSubarray(choices, { maxLength: Math.min(most, choices.length) }));

const drawing = (generate: GeneratorValue): Draw => {
  const integer = (from: number, to: number): number => generate(evenly, { min: from, max: to });
  return {
    integer,
    pick: <T>(choices: readonly T[]): T => choices[integer(0, choices.length - 1)] as T,
    chance: (percent) => integer(1, 100) <= percent,
    some: <T>(choices: readonly T[], most: number): T[] => generate(evenSubset, [...choices], most) as T[],
    text: () => generate(string, { unit: "grapheme", maxLength: 6 }),
    uuid: () => generate(evenUuid),
  };
};
