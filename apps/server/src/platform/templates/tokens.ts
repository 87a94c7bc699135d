import { type TagToken, type Token, Tokenizer, type TopLevelToken, TypeGuards } from "liquidjs";
import { engine, TAGS } from "./engine.ts";
import { type Position, TemplateError } from "./error.ts";
import { LIMITS } from "./limits.ts";

const BLOCKS = new Set(["if", "unless", "case", "for"]);
const BRANCHES: ReadonlyMap<string, readonly string[]> = new Map([
  ["elsif", ["if", "unless"]],
  ["when", ["case"]],
  ["else", ["if", "unless", "case", "for"]],
]);
/** Their content is read by the tag itself. */
const VERBATIM = new Set(["raw", "comment"]);

/** A template in pieces, and the cost of evaluating each tag or output once: its own characters and its branches'. */
export interface Tokenized {
  readonly tokens: TopLevelToken[];
  readonly weights: ReadonlyMap<Token, number>;
}

export const positionOf = (token: Token): Position => {
  const [line = 1, column = 1] = token.getPosition();
  return { line, column };
};

const at = (token: Token): { position: Position } => ({ position: positionOf(token) });

/** Cuts a template into tokens, refusing what is too large, too deep or not allowed before anything parses it. */
export const tokenize = (text: string): Tokenized => {
  if (text.length > LIMITS.source || markupsIn(text) > LIMITS.markups) throw tooLarge();
  const tokens = new Tokenizer(text, engine.options.operators).readTopLevelTokens(engine.options);
  let total = 0;
  const weights = new Map<Token, number>();
  const open: TagToken[] = [];

  for (const token of tokens) {
    if (TypeGuards.isHTMLToken(token)) continue;
    total += token.size();
    if (token.size() > LIMITS.markup || total > LIMITS.markupTotal) throw tooLarge(token);
    weights.set(token, token.size());
    if (TypeGuards.isTagToken(token)) place(token, open, weights);
  }
  return { tokens, weights };
};

const tooLarge = (token?: Token): TemplateError =>
  new TemplateError(
    "too_large",
    "The template is too long or has too many tags",
    token === undefined ? {} : at(token),
  );

/** Counted before tokens are made of them, which is what costs. */
const markupsIn = (text: string): number => {
  let count = 0;
  for (let brace = text.indexOf("{"); brace >= 0; brace = text.indexOf("{", brace + 1)) {
    if (text[brace + 1] === "{" || text[brace + 1] === "%") count += 1;
  }
  return count;
};

/** Keeps the stack of open tags, and lets a block pay for the conditions of its branches. */
const place = (tag: TagToken, open: TagToken[], weights: Map<Token, number>): void => {
  const inside = open.at(-1);
  if (inside !== undefined && tag.name === `end${inside.name}`) {
    open.pop();
    return;
  }
  if (inside !== undefined && VERBATIM.has(inside.name)) return;
  if (inside !== undefined && BRANCHES.get(tag.name)?.includes(inside.name) === true) {
    weights.set(inside, (weights.get(inside) ?? 0) + tag.size());
    return;
  }
  if (tag.name.startsWith("end") || BRANCHES.has(tag.name)) {
    throw new TemplateError("syntax", `"${tag.name}" belongs to no open tag`, at(tag));
  }
  if (tag.name.startsWith("end") || BRANCHES.has(tag.name)) {
    throw new TemplateError("syntax", `"${tag.name}" belongs to no open tag`, at(tag));
  }
  if (!TAGS.includes(tag.name)) {
    throw new TemplateError("unknown_tag", `There is no tag "${tag.name}"`, {
      ...at(tag),
      subject: tag.name,
    });
  }
  if (!BLOCKS.has(tag.name) && !VERBATIM.has(tag.name)) return;
  open.push(tag);
  if (open.length > LIMITS.depth) throw new TemplateError("too_deep", "Tags are nested too deep", at(tag));
};
