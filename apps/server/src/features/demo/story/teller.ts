import { createIds, type Random } from "../../../platform/clock/index.ts";
import type { Input, Told } from "../../records/index.ts";

export interface Act {
  readonly at: Temporal.Instant;
  readonly by: string | null;
}

/** Takes down what happened, in any order; ids bear the instant of creation, as everywhere. */
export class Teller {
  readonly #told: { readonly at: Temporal.Instant; readonly told: Told }[] = [];
  readonly #newId: () => string;
  #instant: Temporal.Instant = Temporal.Instant.fromEpochMilliseconds(0);

  constructor(random: Random) {
    this.#newId = createIds({ now: () => this.#instant }, random);
  }

  create(object: string, { at, by }: Act, input: Input): string {
    this.#instant = at;
    const id = this.#newId();
    this.#take({ at, by }, { object, id, input });
    return id;
  }

  save(record: { readonly object: string; readonly id: string }, act: Act, input: Input): void {
    this.#take(act, { ...record, input });
  }

  /** All of it in the order in which it happened. */
  told(): readonly Told[] {
    return this.#told
      .toSorted((left, right) => Temporal.Instant.compare(left.at, right.at))
      .map(({ told }) => told);
  }

  #take({ at, by }: Act, { object, id, input }: Pick<Told, "object" | "id" | "input">): void {
    this.#told.push({ at, told: { at: at.toString(), by, object, id, input } });
  }
}
