/**
 * A select's option or a pipeline's stage: prints its label, compares by its key. `plain` is a stage's name without
 * its pipeline, by which it may be written too.
 */
export class OptionValue {
  readonly #key: string;
  readonly #label: string;
  readonly #plain: string;

  constructor(key: string, label: string, plain: string = key) {
    this.#key = key;
    this.#label = label;
    this.#plain = plain;
  }

  static keyOf(value: OptionValue): string {
    return value.#key;
  }

  equals(other: unknown): boolean {
    if (other instanceof OptionValue) return other.#key === this.#key;
    return other === this.#key || other === this.#plain;
  }
  gt(): boolean {
    return false;
  }
  geq(): boolean {
    return false;
  }
  lt(): boolean {
    return false;
  }
  leq(): boolean {
    return false;
  }

  /** Called by `contains`. */
  indexOf(part: unknown): number {
    return this.#key.indexOf(String(part));
  }
  toString(): string {
    return this.#label;
  }
  toJSON(): string {
    return this.#key;
  }
}
