import { AllNode, AnyNode, type Filter, NotNode, SegmentNode } from "../nodes/index.ts";
import type { FilterProblem } from "../problem.ts";
import { looksLikeCondition, parseCondition } from "./parse-condition.ts";
import { parseRelated, type Quantifier } from "./parse-related.ts";
import { at, type ParseContext, refuse, type Scope, shown, unknown } from "./scope.ts";

export type ParseResult =
  | { readonly ok: true; readonly filter: Filter }
  | { readonly ok: false; readonly problems: readonly FilterProblem[] };

/** Deeper nesting is no filter that a person wrote; the bound keeps a hostile one off the stack. */
const DEEPEST = 100;
/** Conditions and groups, those of segments at each place where they stand: segments that name each other grow fast. */
const MOST_PARTS = 4000;
/** Nobody mends more at once. */
const MOST_PROBLEMS = 100;

/**
 * Reads a filter in any of its written forms: `[field, operator, value]`, a bare list (all of it), `{all|any|not}`,
 * `{some|none|count}`, `{segment}`, and `{stage: pipeline/stage}` for short. Every name in it is checked, and all
 * problems are reported at once.
 */
export function parseFilter(input: unknown, context: ParseContext): ParseResult {
  const problems: FilterProblem[] = [];
  const object = context.payload === true ? null : (context.model.objects.get(context.object) ?? null);
  const scope: Scope = {
    context,
    object,
    path: [],
    problems,
    insideRelation: false,
    segments: [],
    counted: { parts: 0 },
  };
  if (object === null && context.payload !== true) {
    const choices = [...context.model.objects.keys()];
    const what = `there is no object "${context.object}"`;
    refuse(scope, unknown("unknown_object", what, { written: context.object, choices }));
    return { ok: false, problems };
  }
  const filter = parseNode(input, scope);
  return filter && problems.length === 0 ? { ok: true, filter } : { ok: false, problems };
}

function parseNode(input: unknown, scope: Scope): Filter | null {
  if (scope.problems.length >= MOST_PROBLEMS) return null;
  if (!isCounted(scope)) return null;
  if (scope.path.length > DEEPEST * 2)
    return refuse(scope, { code: "too_deep", message: `filters nest at most ${DEEPEST} deep` });
  if (Array.isArray(input)) {
    return looksLikeCondition(input) ? parseCondition(input, scope) : parseGroup("all", input, scope);
  }
  if (isMapping(input)) return parseMapping(input, scope);
  const message = `a filter is a condition [field, operator, value] or a group such as {all: […]}, not ${shown(input)}`;
  return refuse(scope, { code: "wrong_shape", message });
}

/** Counts one more part; false when the filter has too many, which is said once. */
function isCounted(scope: Scope): boolean {
  scope.counted.parts += 1;
  const message = `a filter has at most ${MOST_PARTS} conditions and groups, those of its segments included`;
  if (scope.counted.parts === MOST_PARTS + 1) refuse(scope, { code: "too_many", message });
  return scope.counted.parts <= MOST_PARTS;
}

const isMapping = (input: unknown): input is Readonly<Record<string, unknown>> =>
  typeof input === "object" && input !== null && !(input instanceof Date) && !(input instanceof Map);

const HEADS: Readonly<Record<string, readonly string[]>> = {
  all: [],
  any: [],
  not: [],
  some: ["where"],
  none: ["where"],
  count: ["where", "is"],
  segment: [],
  stage: [],
};

function parseMapping(input: Readonly<Record<string, unknown>>, scope: Scope): Filter | null {
  const keys = Object.keys(input);
  const heads = keys.filter((key) => Object.hasOwn(HEADS, key));
  const [head] = heads;
  if (head === undefined || heads.length > 1) return refuseHead(keys, scope);

  const extra = keys.filter((key) => key !== head && !HEADS[head]?.includes(key));
  for (const key of extra) {
    const what = `${shown(key)} does not belong beside "${head}"`;
    refuse(at(scope, key), unknown("unknown_key", what, { written: key, choices: HEADS[head] ?? [] }));
  }
  return extra.length > 0 ? null : parseHead(head, input, scope);
}

function refuseHead(keys: readonly string[], scope: Scope): null {
  const choices = Object.keys(HEADS);
  const [key] = keys;
  if (keys.length === 1 && key !== undefined) {
    const what = `${shown(key)} begins no filter`;
    return refuse(at(scope, key), unknown("unknown_key", what, { written: key, choices }));
  }
  return refuse(scope, { code: "wrong_shape", message: `a group has exactly one of ${choices.join(", ")}` });
}

function parseHead(head: string, input: Readonly<Record<string, unknown>>, scope: Scope): Filter | null {
  const value = input[head];
  switch (head) {
    case "all":
    case "any":
      return parseGroup(head, value, at(scope, head));
    case "not": {
      const filter = parseNode(value, at(scope, "not"));
      return filter && NotNode.create(filter);
    }
    case "segment":
      return parseSegment(value, at(scope, "segment"));
    case "stage":
      return parseCondition(["stage", "is", value], at(scope, "stage"));
    default:
      return parseRelated(input, { quantifier: head as Quantifier, parseNode }, scope);
  }
}

function parseGroup(kind: "all" | "any", value: unknown, scope: Scope): Filter | null {
  if (!Array.isArray(value) || looksLikeCondition(value))
    return refuse(scope, {
      code: "wrong_shape",
      message: `${kind} needs a list of filters, not ${shown(value)}`,
    });
  if (value.length === 0)
    return refuse(scope, {
      code: "empty_group",
      message: `${kind} is empty; leave it out or put a condition in`,
    });

  const filters = value.map((item, index) => parseNode(item, at(scope, index)));
  const valid = filters.filter((filter) => filter !== null);
  if (valid.length < filters.length) return null;
  return kind === "all" ? AllNode.create(valid) : AnyNode.create(valid);
}

function parseSegment(value: unknown, scope: Scope): Filter | null {
  const { segments } = scope.context;
  const key = typeof value === "string" ? value : "";
  const segment = segments.get(key);
  if (!segment) {
    const what = `there is no segment ${shown(value)}`;
    return refuse(scope, unknown("unknown_segment", what, { written: key, choices: [...segments.keys()] }));
  }
  if (scope.segments.includes(key)) {
    const circle = [...scope.segments.slice(scope.segments.indexOf(key)), key].join(" → ");
    return refuse(scope, { code: "segment_cycle", message: `the segment contains itself: ${circle}` });
  }
  if (segment.object !== scope.object?.key) {
    const message = `segment "${key}" is one of ${segment.object}, not of ${scope.object?.key ?? "a payload"}`;
    return refuse(scope, { code: "segment_of_other_object", message });
  }
  // A segment means the same wherever it stands, so what only this place allows is not allowed within it.
  const context = { ...scope.context, save: false, wait: false };
  const filter = parseNode(segment.filter, { ...scope, context, segments: [...scope.segments, key] });
  return filter && SegmentNode.create(key, filter);
}
