import type { Random } from "../../../../platform/clock/index.ts";

/** One who is configured: by id, and whether they can be given work now. */
export interface Candidate {
  readonly id: string;
  readonly available: boolean;
}

/**
 * Who gets the next `count` records when everybody takes turns after `last`. The queue moves past whoever is not
 * available. Empty when nobody is.
 */
export const turnsAfter = (
  candidates: readonly Candidate[],
  { last, count }: { last: string | null; count: number },
): readonly string[] => {
  const start = candidates.findIndex((candidate) => candidate.id === last) + 1;
  const inOrder = [...candidates.slice(start), ...candidates.slice(0, start)].filter(
    ({ available }) => available,
  );
  if (inOrder.length === 0) return [];
  return Array.from({ length: count }, (_, index) => inOrder[index % inOrder.length]?.id ?? "");
};

const RANGE = 2 ** 32;

/** Somebody by chance, each as likely as the other. */
export const anyOf = (ids: readonly string[], random: Random): string | null => {
  if (ids.length === 0) return null;
  const fair = RANGE - (RANGE % ids.length);
  let drawn = random.nextUint32();
  while (drawn >= fair) drawn = random.nextUint32();
  return ids[drawn % ids.length] ?? null;
};
