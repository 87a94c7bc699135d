import { type Template, type Token, toValueSync, TypeGuards, Value } from "liquidjs";

/** What liquidjs keeps of a filter in an expression. */
export interface FilterNode {
  readonly name: string;
  readonly token: Token;
  readonly args: readonly Token[];
  /** How many of the arguments bear a name (`allow_false: true`). */
  readonly named: number;
}

export const isHtml = (node: Template): boolean => TypeGuards.isHTMLToken(node.token);

export const childrenOf = (node: Template): readonly Template[] =>
  node.children === undefined ? [] : toValueSync(node.children(false, true));

/** All nodes of a parsed template, those within branches and loops included. */
export function* nodesOf(templates: readonly Template[]): Generator<Template> {
  for (const template of templates) {
    yield template;
    yield* nodesOf(childrenOf(template));
  }
}

/** The filters of an expression, without the escaping that liquidjs itself appends to every output. */
export const filtersOf = (value: Value): readonly FilterNode[] =>
  value.filters
    .map((filter) => ({
      name: filter.name,
      token: (filter as unknown as { token: Token }).token,
      named: filter.args.filter((arg) => Array.isArray(arg)).length,
      args: filter.args.map((arg) => (Array.isArray(arg) ? arg[1] : arg)).filter((arg) => arg !== undefined),
    }))
    .filter(({ token }) => token.input !== "");

export const valuesOf = (node: Template): readonly Value[] =>
  [...(node.arguments?.() ?? [])].filter((argument) => argument instanceof Value);

/** Every token of a node's own expressions, inner ones included. */
export function* tokensOf(node: Template): Generator<Token> {
  for (const argument of node.arguments?.() ?? []) {
    if (argument instanceof Value) yield* tokensOfValue(argument);
    else if (argument !== undefined) yield* withInner(argument);
  }
}

export function* tokensOfValue(value: Value): Generator<Token> {
  for (const token of value.initial.postfix) yield* withInner(token);
  for (const filter of filtersOf(value)) for (const arg of filter.args) yield* withInner(arg);
}

function* withInner(token: Token): Generator<Token> {
  yield token;
  if (TypeGuards.isRangeToken(token)) {
    yield* withInner(token.lhs);
    yield* withInner(token.rhs);
  }
  if (TypeGuards.isPropertyAccessToken(token)) {
    if (token.variable !== undefined) yield* withInner(token.variable);
    for (const property of token.props) yield* withInner(property);
  }
}
