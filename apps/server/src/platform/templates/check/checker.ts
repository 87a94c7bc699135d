import { AssignTag, ForTag, type Template, type Token, TypeGuards, Value } from "liquidjs";
import type { Model } from "@cadencia/core/model";
import { childrenOf, type FilterNode, filtersOf, isHtml } from "../nodes.ts";
import { positionOf } from "../tokens.ts";
import type { UnknownName } from "./problem.ts";
import { ANYTHING, itemOf, memberNames, memberOf, type Shape, VALUE } from "./shape.ts";

/** What every list and text answers. */
const LIST_MEMBERS = ["size", "first", "last"];
/** Filters that leave a list, or an item of it, what it was. */
const KEEPING = new Set(["default", "sort", "reverse", "uniq", "compact", "where"]);
const TAKING_ONE = new Set(["first", "last"]);
/** Filters whose argument names a field of the items. */
const BY_FIELD = new Set(["map", "sort", "where", "sum"]);

type Names = ReadonlyMap<string, Shape>;

/** Walks a parsed template and reports every name that nothing can answer to. */
export class Checker {
  readonly #model: Model;
  readonly #roots: Names;
  /** Names assigned so far; the ones assigned later may hold anything. */
  readonly #assigned = new Map<string, Shape>();
  readonly #report: (found: UnknownName) => void;

  constructor(model: Model, roots: Names, report: (found: UnknownName) => void) {
    this.#model = model;
    this.#roots = roots;
    this.#report = report;
  }

  check(nodes: readonly Template[], locals: Names = new Map()): void {
    for (const node of nodes) if (!isHtml(node)) this.#checkNode(node, locals);
  }

  /** Names that some tag assigns, wherever it stands. */
  expect(names: Iterable<string>): void {
    for (const name of names) this.#assigned.set(name, ANYTHING);
  }

  #checkNode(node: Template, locals: Names): void {
    const shapes = [...(node.arguments?.() ?? [])].map((argument) =>
      argument instanceof Value ? this.#valueShape(argument, locals) : this.#tokenShape(argument, locals),
    );
    const [first = ANYTHING] = shapes;
    if (node instanceof AssignTag) {
      for (const name of node.localScope()) this.#assigned.set(name.content, first);
    }
    if (!(node instanceof ForTag)) {
      this.check(childrenOf(node), locals);
      return;
    }
    const inLoop = new Map([...locals, [node.variable, itemOf(first)], ["forloop", ANYTHING]] as const);
    this.check(childrenOf(node), inLoop);
  }

  #valueShape(value: Value, locals: Names): Shape {
    const shapes = value.initial.postfix
      .filter((token) => !TypeGuards.isOperatorToken(token))
      .map((token) => this.#tokenShape(token, locals));
    const [first = VALUE] = shapes;
    return filtersOf(value).reduce(
      (shape, filter) => this.#filterShape(shape, filter, locals),
      value.initial.postfix.length === 1 ? first : VALUE,
    );
  }

  /** Unknown filters are found elsewhere (validate.ts); here they are only passed through. */
  #filterShape(shape: Shape, filter: FilterNode, locals: Names): Shape {
    const { name } = filter;
    for (const arg of filter.args) this.#tokenShape(arg, locals);
    const [property] = filter.args;
    if (BY_FIELD.has(name) && shape.kind === "records" && TypeGuards.isQuotedToken(property)) {
      const member = property.content
        .split(".")
        .reduce(
          (from, key) =>
            this.#memberShape(from, key, { token: property, path: [...shape.objects].join(", ") }),
          itemOf(shape),
        );
      if (name === "map") return member.kind === "record" ? { ...member, kind: "records" } : ANYTHING;
    }
    if (TAKING_ONE.has(name)) return itemOf(shape);
    return KEEPING.has(name) ? shape : name === "map" ? ANYTHING : VALUE;
  }

  #tokenShape(token: Token, locals: Names): Shape {
    if (TypeGuards.isRangeToken(token)) {
      this.#tokenShape(token.lhs, locals);
      this.#tokenShape(token.rhs, locals);
      return ANYTHING;
    }
    if (!TypeGuards.isPropertyAccessToken(token)) return VALUE;
    for (const property of token.props)
      if (TypeGuards.isPropertyAccessToken(property)) this.#tokenShape(property, locals);
    const [root, ...rest] = token.props;
    if (token.variable !== undefined || root === undefined) return ANYTHING;
    return this.#pathShape(root, rest, locals);
  }

  #pathShape(root: Token, rest: readonly Token[], locals: Names): Shape {
    const name = constantIn(root);
    if (name === null) return ANYTHING;
    const start = locals.get(name) ?? this.#assigned.get(name) ?? this.#roots.get(name);
    if (start === undefined) {
      const candidates = [...this.#roots.keys(), ...this.#assigned.keys(), ...locals.keys()];
      this.#report({ code: "unknown_root", name, position: positionOf(root), candidates });
      return ANYTHING;
    }
    let path = name;
    return rest.reduce((shape, token) => {
      const key = constantIn(token);
      if (key === null) return itemOf(shape);
      const member = this.#memberShape(shape, key, { token, path });
      path = `${path}.${key}`;
      return member;
    }, start);
  }

  #memberShape(shape: Shape, key: string, { token, path }: { token: Token; path: string }): Shape {
    const unknown = (candidates: Iterable<string>, code: UnknownName["code"] = "unknown_field"): Shape => {
      this.#report({ code, name: key, path, position: positionOf(token), candidates });
      return ANYTHING;
    };
    switch (shape.kind) {
      case "anything":
        return ANYTHING;
      case "value":
        return LIST_MEMBERS.includes(key) ? VALUE : unknown([]);
      case "fields":
        return shape.names.includes(key) ? VALUE : unknown(shape.names);
      case "records":
        if (key === "size") return VALUE;
        return LIST_MEMBERS.includes(key) ? itemOf(shape) : unknown([], "field_of_list");
      case "record":
        return memberOf(this.#model, shape.objects, key) ?? unknown(memberNames(this.#model, shape.objects));
    }
  }
}

/** The name that a part of a path states; null for one that is computed, or counts items. */
const constantIn = (token: Token): string | null =>
  TypeGuards.isWordToken(token) || TypeGuards.isQuotedToken(token) ? token.content : null;
