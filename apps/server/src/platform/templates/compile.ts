import { LiquidError, Parser, type Template } from "liquidjs";
import { engine } from "./engine.ts";
import { TemplateError } from "./error.ts";
import { guard } from "./guard.ts";
import { type Path, pathsIn } from "./paths.ts";
import { positionOf, tokenize, type Tokenized } from "./tokens.ts";
import { refuseFlaws } from "./validate.ts";

/** A template ready to render. A text without merge fields is kept as it is. */
export interface Compiled {
  readonly source: string;
  readonly nodes: readonly Template[] | null;
  /** What it may walk, for loading it beforehand. */
  readonly paths: readonly Path[];
}

const MARKUP = /\{\{|\{%/;
const MAX_CACHED = 1_000;
const MAX_CACHED_CHARACTERS = 4_000_000;

const cache = new Map<string, Compiled>();
let cachedCharacters = 0;

/** Compiles a template, or takes it from the most recently used ones. Throws a TemplateError. */
export const compileTemplate = (text: string): Compiled => {
  if (!MARKUP.test(text)) return { source: text, nodes: null, paths: [] };
  const known = cache.get(text);
  if (known !== undefined) {
    cache.delete(text);
    cache.set(text, known);
    return known;
  }
  const { nodes, weights } = parse(text);
  refuseFlaws(nodes);
  const compiled = { source: text, nodes, paths: pathsIn(nodes) };
  guard(nodes, weights);
  keep(compiled);
  return compiled;
};

export interface Parsed {
  readonly nodes: readonly Template[];
  readonly weights: Tokenized["weights"];
}

/** Parses, leaving what liquidjs lets pass to the caller. */
export const parse = (text: string): Parsed => {
  try {
    const { tokens, weights } = tokenize(text);
    return { nodes: new Parser(engine).parseTokens(tokens), weights };
  } catch (error) {
    throw toTemplateError(error);
  }
};

/** Our own error for one of liquidjs', with the place it names; a full stack means parentheses without end. */
export const toTemplateError = (error: unknown): unknown => {
  if (error instanceof TemplateError) return error;
  if (error instanceof RangeError) return new TemplateError("too_deep", "The template is nested too deep");
  if (!LiquidError.is(error)) return error;
  const position = positionOf(error.token);
  const cause = error.originalError;
  if (cause instanceof TemplateError) return new TemplateError(cause.code, cause.message, { position });
  if (cause instanceof RangeError)
    return new TemplateError("too_deep", "The template is nested too deep", { position });
  return new TemplateError("syntax", error.message.replace(/, line:\d+, col:\d+$/, ""), { position });
};

const keep = (compiled: Compiled): void => {
  cache.set(compiled.source, compiled);
  cachedCharacters += compiled.source.length;
  for (const oldest of cache.keys()) {
    if (cache.size <= MAX_CACHED && cachedCharacters <= MAX_CACHED_CHARACTERS) return;
    cache.delete(oldest);
    cachedCharacters -= oldest.length;
  }
};
