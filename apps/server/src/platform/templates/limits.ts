import { TemplateError } from "./error.ts";

/**
 * What one template may cost. Counted, not timed: a busy machine must not fail a mail that an idle one sends, and
 * a rendering that is refused is refused every time. docs/adr/0003 has the measurements behind the numbers.
 */
export const LIMITS = {
  /** Characters of a template, its own markup and HTML included. */
  source: 300_000,
  /** Tags and outputs in a template. */
  markups: 1_000,
  /** Characters of one tag or output; bounds parentheses, filter chains and lists of values. */
  markup: 2_000,
  /** Characters of all tags and outputs together. */
  markupTotal: 60_000,
  /** Tags within tags. */
  depth: 20,
  /** Characters of tags and outputs evaluated in one rendering, each time they are evaluated. */
  work: 150_000,
  /** Characters and list items (weight.ts) that loops, filters, ranges and comparisons may handle in one rendering. */
  memory: 1_000_000,
  /** Characters of a rendered text. */
  output: 1_000_000,
  /** Items of a range, `(1..n)`. */
  range: 10_000,
  /** Digits of a number. */
  digits: 60,
} as const;

/** Counts down one allowance of a rendering. Shaped as liquidjs' own Limiter, whose place it takes. */
export class Budget {
  readonly #limit: number;
  #spent = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  use(count: number): void {
    if (!(count > 0)) return;
    this.#spent += count;
    if (this.#spent > this.#limit)
      throw new TemplateError("limit", "The template takes too much work to render");
  }

  /** liquidjs calls this with the time, before each node and each turn of a loop; the time does not matter here. */
  check(): void {
    this.use(NODE_WORK);
  }
}

/** What a node or an empty turn of a loop costs, in characters of an expression evaluated. */
const NODE_WORK = 20;
