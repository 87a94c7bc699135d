import { type Document, LineCounter, parseDocument, visit, type YAMLParseError } from "yaml";
import type { Outcome, Problem, ProblemCode } from "../problems/index.ts";
import { type Locator, locatorFor } from "./position.ts";

export type ReadYaml = Outcome<{ readonly value: unknown; readonly positions: Locator }>;

/** Longer texts are no definitions; data comes as CSV. */
const MOST_CHARACTERS = 5_000_000;
/** How far aliases may unfold: plenty for people, nothing for a bomb. */
const MOST_ALIASES = 1000;
/** Deeper than any branch of a branch; readers recurse. */
const MOST_LEVELS = 200;
/** One slip can make the rest of a text unreadable; the first errors tell. */
const MOST_ERRORS = 10;
/** A double holds 15 significant digits exactly; longer numbers stay texts, as exact decimals. */
const EXACT_DIGITS = 15;

/**
 * Reads YAML 1.2 (core): `on` and `yes` are words, instants stay texts as they were written. A key that stands twice
 * is refused rather than silently overwritten.
 */
export const readYaml = (text: string): ReadYaml => {
  if (text.length > MOST_CHARACTERS)
    return refuse("too_large", `the document has more than ${MOST_CHARACTERS} characters`);
  const lines = new LineCounter();
  const options = { version: "1.2", schema: "core", prettyErrors: false, lineCounter: lines } as const;
  try {
    const document = parseDocument(text, options);
    if (isTooDeep(document)) return refuse("too_large", "the document is nested too deeply");
    if (document.errors.length > 0) {
      const errors = document.errors.slice(0, MOST_ERRORS);
      return { ok: false, problems: errors.map((error) => explainError(error, text, lines)) };
    }
    keepWritten(document);
    const value: unknown = document.toJS({ maxAliasCount: MOST_ALIASES });
    return { ok: true, value, positions: locatorFor(document, lines) };
  } catch (error) {
    return explainThrown(error);
  }
};

const refuse = (code: ProblemCode, message: string): ReadYaml => ({
  ok: false,
  problems: [{ code, path: [], message, line: 1, column: 1 }],
});

/** The reader turns its own exhausted stack into errors of the text. */
const isTooDeep = (document: Document): boolean => {
  if (document.errors.some((error) => error.message.includes("call stack"))) return true;
  let deep = false;
  visit(document, {
    Collection: (_, __, path) => {
      deep ||= path.length > MOST_LEVELS;
      return deep ? visit.BREAK : undefined;
    },
  });
  return deep;
};

/** Instants tagged as timestamps and long numbers stay texts, exactly as they were written. */
const keepWritten = (document: Document): void => {
  visit(document, {
    Scalar: (_, node) => {
      const { source, value } = node;
      if (source === undefined) return;
      const long = typeof value === "number" && significantDigits(source) > EXACT_DIGITS;
      if (long || value instanceof Date) node.value = source;
    },
  });
};

const significantDigits = (number: string): number => number.replace(/[^0-9]/g, "").replace(/^0+/, "").length;

const explainError = (error: YAMLParseError, text: string, lines: LineCounter): Problem => {
  const { line, col } = lines.linePos(error.pos[0]);
  const at = { path: [], line, column: col };
  if (error.code === "DUPLICATE_KEY") {
    const key = /^(?:"[^"]*"|'[^']*'|[^:\s]+)/.exec(text.slice(error.pos[0]))?.[0] ?? "";
    return { ...at, code: "duplicate_key", message: `the key ${key} stands twice in the same mapping` };
  }
  if (error.code === "MULTIPLE_DOCS")
    return { ...at, code: "unreadable", message: "a second document begins here; write one document a file" };
  const message = error.message.replace(/\s+/g, " ").trim();
  return { ...at, code: "unreadable", message: `not valid YAML: ${message}` };
};

const explainThrown = (error: unknown): ReadYaml => {
  if (error instanceof RangeError) return refuse("too_large", "the document is nested too deeply");
  if (error instanceof ReferenceError)
    return refuse("unreadable", `an alias cannot be followed: ${error.message}`);
  throw error;
};
