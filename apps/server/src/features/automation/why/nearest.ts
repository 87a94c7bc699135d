import { distance, type Occasion } from "./inquiry.ts";

/** Farther off than any filter: the trigger did not even look at its conditions. */
const FAR = 1000;

/** The position of the occasion that came nearest to starting a run and did not; of equal ones the first, the newest. */
export const nearestOf = (occasions: readonly Occasion[]): number | null => {
  const misses = occasions.flatMap((occasion, index) =>
    occasion.outcome === "started" ? [] : [{ index, far: farness(occasion) }],
  );
  const [nearest] = misses.toSorted((left, right) => left.far - right.far || left.index - right.index);
  return nearest?.index ?? null;
};

const farness = ({ happened, outcome, conditions }: Occasion): number => {
  if (conditions !== null && !conditions.holds) return distance(conditions);
  // All that it asks for was there: only what ran before, a switch or a limit stood in its way.
  if (happened) return 0.5;
  return outcome === "already_member" ? 0.75 : FAR;
};
