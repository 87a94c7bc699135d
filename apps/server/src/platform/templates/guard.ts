import {
  CaseTag,
  type Context,
  evalToken,
  evalTokenValue,
  ForTag,
  type Template,
  type Token,
  TokenKind,
  type Value,
} from "liquidjs";
import { TemplateError } from "./error.ts";
import { LIMITS } from "./limits.ts";
import { isHtml, nodesOf, tokensOf } from "./nodes.ts";
import { NOTHING, type TextEmitter } from "./text-emitter.ts";
import { weightOf } from "./weight.ts";
import type { Tokenized } from "./tokens.ts";

interface Range extends Token {
  lhs: Token;
  rhs: Token;
}

/**
 * Makes every node pay for its evaluation and tell the emitter when it printed nothing. liquidjs itself bounds time,
 * which says nothing on a busy machine, and does not count expressions at all: a `case` of ten thousand values in a
 * loop is two nodes to it.
 */
export const guard = (templates: readonly Template[], weights: Tokenized["weights"]): void => {
  for (const node of nodesOf(templates)) {
    if (isHtml(node)) continue;
    for (const token of tokensOf(node)) if (token.kind === TokenKind.Range) guardRange(token as Range);
    if (node instanceof CaseTag) guardCase(node);
    if (node instanceof ForTag) guardFor(node);
    const render = node.render.bind(node) as (context: Context, emitter: TextEmitter) => unknown;
    const weight = weights.get(node.token) ?? node.token.size();
    node.render = function* (context: Context, emitter: TextEmitter): Generator<unknown, unknown, unknown> {
      context.renderLimit.use(weight);
      const before = emitter.pieces;
      const text = yield render(context, emitter);
      if (!text && emitter.pieces === before) emitter.write(NOTHING);
      return text;
    };
  }
};

/** `case` compares without the operators, where comparing is counted (engine.ts). */
const guardCase = (tag: CaseTag): void => {
  const { value, branches } = tag as unknown as { value: Value; branches: readonly { values: unknown[] }[] };
  const comparisons = branches.reduce((count, branch) => count + branch.values.length, 0);
  const evaluate = value.value.bind(value);
  value.value = function* (context, lenient) {
    const target = yield* evaluate(context, lenient);
    context.memoryLimit.use(comparisons * weightOf(target));
    return target;
  };
};

/** A loop copies its list, even when it breaks at once. */
const guardFor = (tag: ForTag): void => {
  const { collection } = tag;
  tag.collection = computedToken(collection, function* (context) {
    const value = yield evalToken(collection, context);
    context.memoryLimit.use(Array.isArray(value) ? value.length : weightOf(value));
    return value;
  }) as typeof collection;
};

/**
 * liquidjs builds a range by counting up from its lower bound, which above 2^53, where adding one changes nothing,
 * goes on until the array is full. So bounds are read by us, as whole numbers of a sensible size.
 */
const guardRange = (range: Range): void => {
  const { lhs, rhs } = range;
  range.lhs = computedToken(range, (context) => boundOf(lhs, context));
  range.rhs = computedToken(range, function* (context) {
    const low = yield boundOf(lhs, context);
    const high = yield boundOf(rhs, context);
    if (Number(high) - Number(low) >= LIMITS.range) throw new TemplateError("limit", "A range is too long");
    return high;
  });
};

const MAX_BOUND = 1_000_000_000;

function* boundOf(token: Token, context: Context): Generator<unknown, number, unknown> {
  const bound = Math.trunc(Number(yield evalTokenValue(token, context))) || 0;
  if (Math.abs(bound) > MAX_BOUND) throw new TemplateError("limit", "A range reaches too far");
  return bound;
}

/** A token whose value we compute; liquidjs evaluates one of this kind through `initial`. */
const computedToken = (
  at: Token,
  evaluate: (context: Context) => Generator<unknown, unknown, unknown>,
): Token =>
  Object.assign(Object.create(at) as Token, {
    kind: TokenKind.FilteredValue,
    initial: { evaluate },
    filters: [],
  });
