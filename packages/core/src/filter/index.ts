/**
 * The filter language: one immutable tree, parsed once, judged for one record here and compiled to SQL in the
 * server. Both give the same answer.
 */
export type { EvaluationContext } from "./context.ts";
export { type Dependencies, dependencies, type RelatedDependency } from "./dependencies.ts";
export { evaluate } from "./evaluate/evaluate.ts";
export { nextFlip } from "./flips/next-flip.ts";
export type { Filter } from "./nodes/index.ts";
export { parseFilter, type ParseResult } from "./parse/parse-filter.ts";
export type { ParseContext } from "./parse/scope.ts";
export { payloadView } from "./payload-view.ts";
export type { FilterProblem, FilterProblemCode } from "./problem.ts";
export type { Link, RelationStep } from "./relation-step.ts";
export { toJson } from "./to-json.ts";
