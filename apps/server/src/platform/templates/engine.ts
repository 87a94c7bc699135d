import {
  AssignTag,
  BreakTag,
  CaseTag,
  CommentTag,
  ContinueTag,
  type Context,
  defaultOperators,
  ForTag,
  IfTag,
  InlineCommentTag,
  Liquid,
  RawTag,
  UnlessTag,
} from "liquidjs";
import { FILTERS } from "./filters/index.ts";
import { weightOf } from "./weight.ts";
import { renderingOf } from "./rendering.ts";

const TAG_CLASSES = {
  assign: AssignTag,
  break: BreakTag,
  case: CaseTag,
  comment: CommentTag,
  continue: ContinueTag,
  for: ForTag,
  if: IfTag,
  raw: RawTag,
  unless: UnlessTag,
  "#": InlineCommentTag,
};

export const TAGS: readonly string[] = Object.keys(TAG_CLASSES);
export const FILTER_NAMES: readonly string[] = Object.keys(FILTERS);

/** Comparing long texts costs their length, which liquidjs does not count. */
const weighed =
  (operator: string) =>
  (left: unknown, right: unknown, context: Context): unknown => {
    context.memoryLimit.use(weightOf(left) + weightOf(right));
    return (defaultOperators[operator] as (...operands: unknown[]) => unknown)(left, right, context);
  };

const WEIGHED = ["==", "!=", ">", "<", ">=", "<=", "contains"];

/** Files are out of reach: the tags that load them are gone, and what would read one finds an empty map. */
const createEngine = (): Liquid => {
  const liquid = new Liquid({
    ownPropertyOnly: true,
    templates: {},
    operators: {
      ...defaultOperators,
      ...Object.fromEntries(WEIGHED.map((operator) => [operator, weighed(operator)])),
    } as typeof defaultOperators,
    outputEscape(this: { context: Context }, value: unknown) {
      this.context.memoryLimit.use(weightOf(value));
      return renderingOf(this.context).write(value) as string;
    },
  });
  for (const name of Object.keys(liquid.tags)) delete liquid.tags[name];
  for (const name of Object.keys(liquid.filters)) delete liquid.filters[name];
  for (const [name, tag] of Object.entries(TAG_CLASSES)) liquid.registerTag(name, tag);
  for (const [name, filter] of Object.entries(FILTERS)) liquid.registerFilter(name, filter);
  return liquid;
};

export const engine = createEngine();
