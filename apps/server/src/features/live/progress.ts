/**
 * How far a listener to the journal has come. Numbers are drawn before commits, so a lower one may become visible after
 * a higher one; only what is settled has no gaps left. Beyond it each number that was told is remembered.
 */
export class Progress {
  /** Up to here every change has been told. */
  settled: number;
  readonly #told = new Set<number>();
  #checkpoint: Checkpoint | null = null;

  constructor(settled: number) {
    this.settled = settled;
  }

  /** Numbers above `settled` that were told already. */
  get told(): readonly number[] {
    return [...this.#told];
  }

  /** From where a listener may go on after it lost the connection; null while something below it may have been skipped. */
  get place(): number | null {
    return this.#checkpoint?.isLossy === true ? null : this.settled;
  }

  has(seq: number): boolean {
    return seq <= this.settled || this.#told.has(seq);
  }

  tell(seqs: Iterable<number>): void {
    for (const seq of seqs) this.#told.add(seq);
  }

  /** Whether the next transaction's number is wanted, for `settle` to compare with. */
  get wantsCheckpoint(): boolean {
    return this.#checkpoint === null && this.#told.size > 0;
  }

  /**
   * `transaction` was numbered after all that was told became visible. Whoever drew a lower number of the journal had
   * written its record before, and so has a lower number of transaction.
   */
  mark(transaction: bigint): void {
    this.#checkpoint = { seq: Math.max(this.settled, ...this.#told), transaction, isLossy: false };
  }

  /** Gives up telling one by one: all up to `seq` counts as told. What commits below it later is found by `settle`. */
  skipTo(seq: number, transaction: bigint): void {
    this.#told.clear();
    this.settled = Math.max(this.settled, seq);
    this.#checkpoint = { seq: this.settled, transaction, isLossy: true };
  }

  /**
   * Moves on where every transaction below `oldest` has ended, and all that they wrote has been told. True: something
   * may have been skipped, and whoever listens must read everything anew.
   */
  settle(oldest: bigint): boolean {
    const reached = this.#checkpoint;
    if (reached === null || oldest < reached.transaction) return false;
    this.#checkpoint = null;
    this.settled = Math.max(this.settled, reached.seq);
    for (const seq of this.#told) if (seq <= this.settled) this.#told.delete(seq);
    return reached.isLossy;
  }
}

interface Checkpoint {
  readonly seq: number;
  readonly transaction: bigint;
  readonly isLossy: boolean;
}
