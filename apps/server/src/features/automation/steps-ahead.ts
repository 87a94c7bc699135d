import { stepsOf, type Automation, type IndexPath } from "@cadencia/contracts/automation";
import { branchId } from "./rule.ts";

interface Place {
  readonly id: string;
  readonly index: IndexPath;
  /** It, or a branch around it, starts in parallel: that it was reached says nothing of what stands above it. */
  readonly beside: boolean;
}

/**
 * The steps, and branches that wait, that a run has not reached and may still reach, in reading order. Steps of a
 * way that was not taken are not among them: they were never due, and need no word. Nor is what a run that was moved
 * has above the place where it stands.
 */
export const stepsAhead = (
  definition: Automation,
  reached: ReadonlySet<string>,
  { moved = false }: { readonly moved?: boolean } = {},
): readonly string[] => {
  const places = placesOf(definition);
  const known = places.filter(({ id }) => reached.has(id));
  const stands = moved ? places.findLastIndex(({ id, beside }) => !beside && reached.has(id)) : -1;
  return places
    .slice(stands + 1)
    .filter(({ id, index }) => !reached.has(id) && !known.some((other) => excludes(other, index)))
    .map(({ id }) => id);
};

const placesOf = (definition: Automation): readonly Place[] => {
  const places = new Map<string, Place>();
  for (const { step, index, above } of stepsOf(definition)) {
    for (const [depth, fork] of above.entries()) {
      if (fork.step.wait === null) continue;
      const id = branchId(fork.step, fork.branch);
      const around = above.slice(0, depth + 1);
      places.set(id, {
        id,
        index: fork.branch,
        beside: around.some((each) => each.step.start === "parallel"),
      });
    }
    const beside = step.start === "parallel" || above.some((fork) => fork.step.start === "parallel");
    places.set(step.id, { id: step.id, index, beside });
  }
  return [...places.values()];
};

/** Whether a run that has reached one place can no longer reach the other: another way, or a branch left behind. */
const excludes = (reached: Place, index: IndexPath): boolean => {
  const parting = index.findIndex((position, depth) => reached.index[depth] !== position);
  const [own, other] = [index[parting], reached.index[parting]];
  if (own === undefined || other === undefined) return false;
  const isWay = parting % 2 === 1;
  const isInBranch = index.length > parting + 1;
  return isWay || (isInBranch && other > own && !reached.beside);
};
