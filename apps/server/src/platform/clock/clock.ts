/** Where the product learns what time it is. Passed in everywhere, so that a scenario can run half a year in a second. */
export interface Clock {
  now(): Temporal.Instant;
}

export const systemClock: Clock = {
  // Milliseconds are what PostgreSQL columns, JSON and the virtual clock all keep.
  now: () => Temporal.Instant.fromEpochMilliseconds(Date.now()),
};

/** A clock that stands still until it is told to move, and never goes back. */
export class VirtualClock implements Clock {
  #now: Temporal.Instant;

  constructor(start: Temporal.Instant) {
    this.#now = start;
  }

  now(): Temporal.Instant {
    return this.#now;
  }

  advanceTo(instant: Temporal.Instant): void {
    if (Temporal.Instant.compare(instant, this.#now) > 0) this.#now = instant;
  }
}
