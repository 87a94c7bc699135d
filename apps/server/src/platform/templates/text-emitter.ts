import { TemplateError } from "./error.ts";
import { LIMITS } from "./limits.ts";

/** Written where a tag or an output printed nothing. */
export const NOTHING: unique symbol = Symbol("nothing");

/**
 * Collects what a template writes, and closes the gaps that empty values leave: spaces and tabs around one become a
 * single space, at the end of a line none, and at its beginning the author's indentation stays. Line breaks, and
 * spaces elsewhere, are never touched.
 *
 * The text only ever grows at its end; looking back into a long one again and again would cost its square.
 */
export class TextEmitter {
  /** The name is liquidjs' own; it holds all but the spaces at the end. */
  buffer = "";
  /** Spaces and tabs at the end, held back until it is known what follows. */
  #spaces = "";
  #gap = false;
  #spacesAfterGap = false;
  #pieces = 0;

  write(piece: unknown): void {
    if (piece === NOTHING) {
      this.#gap = true;
      return;
    }
    const text = String(piece);
    if (text === "") return;
    this.#pieces += 1;
    const [start, end] = withoutSpaces(text);
    if (start === text.length) this.#hold(text);
    else this.#put(text, start, end);
    if (this.buffer.length > LIMITS.output) throw new TemplateError("limit", "The rendered text is too long");
  }

  /** How many pieces were written; unchanged by a tag that wrote nothing. */
  get pieces(): number {
    return this.#pieces;
  }

  text(): string {
    return this.#gap ? this.buffer : this.buffer + this.#spaces;
  }

  #hold(spaces: string): void {
    if (this.#gap) this.#spacesAfterGap = true;
    else this.#spaces += spaces;
  }

  #put(text: string, start: number, end: number): void {
    const body = text.slice(start, end);
    const before = this.#gap ? this.#closing(body, start > 0) : this.#spaces + text.slice(0, start);
    this.buffer += before + body;
    this.#spaces = text.slice(end);
    this.#gap = false;
    this.#spacesAfterGap = false;
  }

  #closing(body: string, spacesBefore: boolean): string {
    if (body.startsWith("\n") || body.startsWith("\r\n")) return "";
    if (this.buffer === "" || this.buffer.endsWith("\n")) return this.#spaces;
    return this.#spaces !== "" || this.#spacesAfterGap || spacesBefore ? " " : "";
  }
}

/** Where a text begins and ends without the spaces and tabs around it. */
const withoutSpaces = (text: string): [start: number, end: number] => {
  let start = 0;
  while (start < text.length && isSpace(text, start)) start += 1;
  let end = text.length;
  while (end > start && isSpace(text, end - 1)) end -= 1;
  return [start, end];
};

const isSpace = (text: string, index: number): boolean => text[index] === " " || text[index] === "\t";
