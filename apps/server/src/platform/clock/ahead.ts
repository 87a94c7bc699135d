import type { Clock } from "./clock.ts";

/** By how much a workspace's clock goes ahead of the real one: only a demo's was ever moved. */
export class ClockAhead {
  #milliseconds = 0;

  get milliseconds(): number {
    return this.#milliseconds;
  }

  /** Another process, or this one, has moved it. */
  follow(milliseconds: number): void {
    this.#milliseconds = milliseconds;
  }
}

/** A clock that goes ahead of another one. */
export const clockAhead = (real: Clock, ahead: ClockAhead): Clock => ({
  now: () => (ahead.milliseconds === 0 ? real.now() : real.now().add({ milliseconds: ahead.milliseconds })),
});
