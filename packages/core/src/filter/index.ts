/**
 * The filter language: one immutable tree, parsed once, judged for one record here and compiled to SQL in the
 * server. Both give the same answer.
 */
export type { EvaluationContext } from "./context.ts";
export { type Dependencies, dependencies, type RelatedDependency } from "./dependencies.ts";
export { evaluate } from "./evaluate/evaluate.ts";
export { describe } from "./explain/describe.ts";
export { explain } from "./explain/explain.ts";
export type { Explanation } from "./explain/explanation.ts";
export {
  type FlipRange,
  type FlipRanges,
  flipRanges,
  type TimeField,
  timeFields,
} from "./flips/flip-ranges.ts";
export { nextFlip } from "./flips/next-flip.ts";
export { operatorsFor } from "./operators.ts";
export { parseFilter, type ParseResult } from "./parse/parse-filter.ts";
export { rangeJudge, type RequiredRange, requiredRanges } from "./required-ranges.ts";
export { requiredStages } from "./required-stages.ts";
export type { ParseContext } from "./parse/scope.ts";
export { payloadView } from "./payload-view.ts";
export type { FilterProblem, FilterProblemCode } from "./problem.ts";
export type { Link, RelationStep } from "./relation-step.ts";
export { toJson } from "./to-json.ts";

/** For what compiles filters: the nodes, and the thresholds that every reading of a filter takes from one place. */
export { evaluateOnClock } from "./evaluate/on-clock.ts";
export type { ConditionNode, Filter, RelatedNode } from "./nodes/index.ts";
export {
  allKeys,
  type ChoiceOperand,
  type ClockOperand,
  type DecimalOperand,
  type Operand,
  type TextOperand,
  type WeekdayOperand,
} from "./operand.ts";
export { type Comparison, isChangeOperator, isNegation, negatedBy } from "./operators.ts";
export { printSource } from "./source.ts";
export { printMicroseconds } from "./time/microseconds.ts";
export { type TimeCondition, type ValueRange, valueRanges } from "./time/value-ranges.ts";
export { zoneOffsets } from "./time/zone-offsets.ts";
