/** The values of a statement, each sent once however often it is used. Nothing a person wrote becomes SQL text. */
export class Parameters {
  readonly values: (string | readonly string[])[] = [];
  readonly #first: number;
  readonly #known = new Map<string, string>();

  /** `first` is the number of the first placeholder, when the statement has others before. */
  constructor(first: number) {
    this.#first = first;
  }

  /** The placeholder of a value, with its type. */
  add(value: string | readonly string[], type: string): string {
    const key = JSON.stringify([type, value]);
    const known = this.#known.get(key);
    if (known !== undefined) return known;

    const placeholder = `$${this.#first + this.values.length}::${type}`;
    this.values.push(value);
    this.#known.set(key, placeholder);
    return placeholder;
  }
}
