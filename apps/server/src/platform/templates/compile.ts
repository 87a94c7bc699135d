import { LiquidError, Parser, type Template } from "liquidjs";
import { engine, FILTER_NAMES } from "./engine.ts";
import { TemplateError } from "./error.ts";
import { guard } from "./guard.ts";
import { filtersOf, nodesOf, valuesOf } from "./nodes.ts";
import { positionOf, tokenize } from "./tokens.ts";

/** A template ready to render. A text without merge fields is kept as it is. */
export interface Compiled {
  readonly source: string;
  readonly nodes: readonly Template[] | null;
}

const MARKUP = /\{\{|\{%/;
const MAX_CACHED = 1_000;
const MAX_CACHED_CHARACTERS = 4_000_000;

const cache = new Map<string, Compiled>();
let cachedCharacters = 0;

/** Compiles a template, or takes it from the most recently used ones. Throws a TemplateError. */
export const compileTemplate = (text: string): Compiled => {
  if (!MARKUP.test(text)) return { source: text, nodes: null };
  const known = cache.get(text);
  if (known !== undefined) {
    cache.delete(text);
    cache.set(text, known);
    return known;
  }
  const nodes = parse(text);
  refuseUnknownFilters(nodes);
  const compiled = { source: text, nodes };
  keep(compiled);
  return compiled;
};

/** Parses and guards, leaving unknown filters to the caller. */
export const parse = (text: string): readonly Template[] => {
  try {
    const { tokens, weights } = tokenize(text);
    const nodes = new Parser(engine).parseTokens(tokens);
    guard(nodes, weights);
    return nodes;
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

const refuseUnknownFilters = (nodes: readonly Template[]): void => {
  for (const node of nodesOf(nodes)) {
    const unknown = valuesOf(node)
      .flatMap(filtersOf)
      .find(({ name }) => !FILTER_NAMES.includes(name));
    if (unknown === undefined) continue;
    const { name: subject, token } = unknown;
    const details = { position: positionOf(token), subject };
    throw new TemplateError("unknown_filter", `There is no filter "${subject}"`, details);
  }
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
