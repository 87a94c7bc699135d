/** A record or user that a scenario file calls by name. */
export interface Named {
  readonly object: string;
  readonly id: string;
}

/** The names of a file. A name gets its id when it is first asked for, before its record exists if need be. */
export class Names {
  readonly #newId: () => string;
  readonly #objects = new Map<string, string>();
  readonly #named = new Map<string, Named>();
  readonly #names = new Map<string, string>();

  constructor(newId: () => string) {
    this.#newId = newId;
  }

  /** Says that the name stands for a record of this object. */
  declare(name: string, object: string): void {
    this.#objects.set(name, object);
  }

  /** The record of that name, or null for a word that is no name. */
  find(name: string): Named | null {
    const known = this.#named.get(name);
    if (known !== undefined) return known;
    const object = this.#objects.get(name);
    return object === undefined ? null : this.bind(name, { object, id: this.#newId() });
  }

  bind(name: string, named: Named): Named {
    this.#named.set(name, named);
    this.#names.set(named.id, name);
    return named;
  }

  nameOf(id: string): string | null {
    return this.#names.get(id) ?? null;
  }

  /** For filters and values: the id of that name among records of an object. */
  resolve(object: string, text: string): string | null {
    const named = this.find(text);
    return named !== null && (object === "*" || named.object === object) ? named.id : null;
  }
}
