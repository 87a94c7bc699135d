import { epochAt, wallAt } from "../schedule/zone.ts";

/** A wall time, and the instant (epoch milliseconds) at which it comes. */
export interface Coming {
  readonly wall: number;
  readonly epoch: number;
}

/**
 * Wall times as instants, in the order in which they come. One that DST skips comes later than the clock says, so
 * it waits until what the clock shows in between has passed; what then comes at the same instant comes once.
 */
export function* inOrder(walls: Iterable<number>, timeZone: string): Generator<Coming> {
  let moved: readonly Coming[] = [];
  for (const wall of walls) {
    const epoch = epochAt(timeZone, wall);
    if (wallAt(timeZone, epoch) !== wall) {
      moved = [...moved, { wall, epoch }];
      continue;
    }

    yield* moved.filter((earlier) => earlier.epoch < epoch);
    moved = moved.filter((later) => later.epoch > epoch);
    yield { wall, epoch };
  }
  yield* moved;
}
