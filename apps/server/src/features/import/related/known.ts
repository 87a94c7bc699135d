/** Texts of which the record is known, so that no chunk asks for it again. The oldest are forgotten. */
const MOST_KNOWN = 50_000;

/** What an import has learnt of related records: only what is committed, so that a retry begins with the truth. */
export class KnownRelated {
  readonly #ids = new Map<string, string>();
  /** Of a dry run: what was made once and rolled back; made again it is not counted again. */
  readonly #promised = new Set<string>();

  idOf(key: string): string | undefined {
    return this.#ids.get(key);
  }

  learn(ids: ReadonlyMap<string, string>): void {
    for (const [key, id] of ids) this.#ids.set(key, id);
    for (const key of this.#ids.keys()) {
      if (this.#ids.size <= MOST_KNOWN) return;
      this.#ids.delete(key);
    }
  }

  isPromised(key: string): boolean {
    return this.#promised.has(key);
  }

  promise(keys: Iterable<string>): void {
    for (const key of keys) this.#promised.add(key);
  }
}
