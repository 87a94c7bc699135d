import { AssignTag, ForTag, type Template, type Token, TypeGuards, Value } from "liquidjs";
import { childrenOf, filtersOf, isHtml } from "./nodes.ts";

/** Names from a root: `deal.contact.name` is ["deal", "contact", "name"]. */
export type Path = readonly string[];

type Aliases = ReadonlyMap<string, readonly Path[]>;

/** What stands for an item of a list adds nothing to the relations that lead there. */
const ITEM_MEMBERS = new Set(["first", "last"]);

/**
 * Every path that a template may walk, so that its records can be loaded before it renders. Loop variables and
 * assigned names are followed to what they stand for: `{% for a in activities %}{{ a.record.title }}` walks
 * activities.record.title.
 */
export const pathsIn = (nodes: readonly Template[]): readonly Path[] => {
  const found = new Map<string, Path>();
  walk(nodes, { aliases: new Map(), assigned: new Map(), found });
  return [...found.values()];
};

interface Walk {
  readonly aliases: Aliases;
  /** Assigned names, which outlive the block that assigns them. */
  readonly assigned: Map<string, readonly Path[]>;
  readonly found: Map<string, Path>;
}

const walk = (nodes: readonly Template[], state: Walk): void => {
  for (const node of nodes) {
    if (isHtml(node)) continue;
    const paths = [...(node.arguments?.() ?? [])].map((argument) =>
      argument instanceof Value ? valuePaths(argument, state) : tokenPaths(argument, state),
    );
    const [first = []] = paths;
    if (node instanceof AssignTag) {
      for (const { content } of node.localScope()) {
        state.assigned.set(content, bounded([...(state.assigned.get(content) ?? []), ...first]));
      }
    }
    const aliases =
      node instanceof ForTag ? new Map([...state.aliases, [node.variable, bounded(first)]]) : state.aliases;
    walk(childrenOf(node), { ...state, aliases });
  }
};

/** What an expression may stand for: any of its operands, or through `map` a field of them. */
const valuePaths = (value: Value, state: Walk): readonly Path[] => {
  const operands = value.initial.postfix.flatMap((token) => tokenPaths(token, state));
  return filtersOf(value).reduce((paths, { name, args }) => {
    const others = args.flatMap((arg) => tokenPaths(arg, state));
    const [property] = args;
    if (name !== "map" || !TypeGuards.isQuotedToken(property)) return [...paths, ...others];
    return paths.map((path) => remember([...path, ...property.content.split(".")], state));
  }, operands);
};

const tokenPaths = (token: Token, state: Walk): readonly Path[] => {
  if (TypeGuards.isRangeToken(token))
    return [...tokenPaths(token.lhs, state), ...tokenPaths(token.rhs, state)];
  if (!TypeGuards.isPropertyAccessToken(token)) return [];
  for (const property of token.props) tokenPaths(property, state);
  const [root, ...rest] = token.props.flatMap(nameIn);
  if (root === undefined || token.variable !== undefined) return [];
  const starts = state.aliases.get(root) ?? state.assigned.get(root) ?? [[root]];
  return starts.map((start) =>
    remember([...start, ...rest.filter((name) => !ITEM_MEMBERS.has(name))], state),
  );
};

const nameIn = (token: Token): string[] =>
  TypeGuards.isWordToken(token) || TypeGuards.isQuotedToken(token) ? [token.content] : [];

const remember = (path: Path, { found }: Walk): Path => {
  const walked = path.slice(0, MAX_LENGTH);
  found.set(walked.join("."), walked);
  return walked;
};

/** A name assigned from itself again and again would stand for ever more paths, each ever longer. */
const bounded = (paths: readonly Path[]): readonly Path[] =>
  [...new Map(paths.map((path) => [path.join("."), path])).values()].slice(0, MAX_ALIASES);

const MAX_LENGTH = 10;
const MAX_ALIASES = 20;
