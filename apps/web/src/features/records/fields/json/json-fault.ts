export interface JsonFault {
  /** From 1. */
  readonly line: number;
  readonly column: number;
  /** What stands there; null: the text ends too early. */
  readonly found: string | null;
}

/** Where a text stops being JSON: browsers tell it each in their own words, and some not at all. Null: nowhere. */
export const jsonFault = (text: string): JsonFault | null => {
  const reader = new Reader(text);
  if (reader.whole()) return null;
  const before = text.slice(0, reader.at).split("\n");
  return {
    line: before.length,
    column: (before.at(-1)?.length ?? 0) + 1,
    found: signAt(text, reader.at),
  };
};

/** Whole, where it takes two units; null behind the end. */
const signAt = (text: string, at: number): string | null => {
  const code = text.codePointAt(at);
  return code === undefined ? null : String.fromCodePoint(code);
};

const SPACE = /[ \t\n\r]*/y;
const STRING = /"(?:[^"\\\p{Cc}]|[\u007f-\u009f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/uy;
const PLAIN = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
/** Nobody writes so deep by hand, and the reader's own stack has an end. */
const DEEPEST = 500;

/** Each part tells whether it was there; where one was not, `at` stays at its beginning. */
class Reader {
  at = 0;
  readonly #text: string;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  whole(): boolean {
    return this.#value() && this.at === this.#text.length;
  }

  #value(): boolean {
    this.#matches(SPACE);
    return this.#part() && this.#matches(SPACE);
  }

  #part(): boolean {
    switch (this.#text[this.at]) {
      case "{":
        return this.#list("}", () => this.#member());
      case "[":
        return this.#list("]", () => this.#value());
      case '"':
        return this.#matches(STRING);
      default:
        return this.#matches(PLAIN);
    }
  }

  #member(): boolean {
    this.#matches(SPACE);
    return this.#matches(STRING) && this.#matches(SPACE) && this.#sign(":") && this.#value();
  }

  #list(end: string, entry: () => boolean): boolean {
    if (this.#depth === DEEPEST) return false;
    this.#depth += 1;
    this.at += 1;
    this.#matches(SPACE);
    if (!this.#sign(end)) {
      do if (!entry()) return false;
      while (this.#sign(","));
      if (!this.#sign(end)) return false;
    }
    this.#depth -= 1;
    return true;
  }

  #sign(sign: string): boolean {
    if (this.#text[this.at] !== sign) return false;
    this.at += 1;
    return true;
  }

  #matches(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    const [found] = pattern.exec(this.#text) ?? [];
    if (found === undefined) return false;
    this.at += found.length;
    return true;
  }
}
