import type { RecordView } from "../../model/index.ts";
import type { EvaluationContext } from "../context.ts";
import type { ConditionNode, Filter, RelatedNode, RelatedTest } from "../nodes/index.ts";
import { isChangeOperator, isNegation, negatedBy } from "../operators.ts";
import { judgeChange } from "./change.ts";
import { compare } from "./compare.ts";
import { readSource, relatedRecords } from "./walk.ts";

/** Whether the record satisfies the filter at `context.now`. Always true or false, and the same as SQL says. */
export function evaluate(filter: Filter, record: RecordView, context: EvaluationContext): boolean {
  switch (filter.kind) {
    case "all":
      return filter.filters.every((part) => evaluate(part, record, context));
    case "any":
      return filter.filters.some((part) => evaluate(part, record, context));
    case "not":
      return !evaluate(filter.filter, record, context);
    case "segment":
      return evaluate(filter.filter, record, context);
    case "related":
      return evaluateRelated(filter, record, context);
    case "condition":
      return evaluateCondition(filter, record, context);
  }
}

/** Whether one condition holds. A negation holds exactly where what it negates does not, empty values included. */
export function evaluateCondition(
  condition: ConditionNode,
  record: RecordView,
  context: EvaluationContext,
): boolean {
  const { source, operator, operand } = condition;
  if (isChangeOperator(operator)) {
    if (source.kind !== "field" || context.before === undefined) return false;
    const before = context.before === null ? null : readSource(source, context.before, context);
    const change = { before, after: readSource(source, record, context) };
    return judgeChange(change, { source, operator, operand }, context);
  }
  const value = readSource(source, record, context);
  return isNegation(operator)
    ? !compare(value, { source, operator: negatedBy(operator), operand }, context)
    : compare(value, { source, operator, operand }, context);
}

function evaluateRelated(node: RelatedNode, record: RecordView, context: EvaluationContext): boolean {
  // A related record was not the one that was saved, so nothing within `where` can have changed.
  const inner: EvaluationContext = { now: context.now, calendar: context.calendar };
  const { where } = node;
  const matches = (child: RecordView): boolean => where === null || evaluate(where, child, inner);
  const children = relatedRecords(node, record);
  switch (node.test.quantifier) {
    case "some":
      return children.some(matches);
    case "none":
      return !children.some(matches);
    case "count":
      return compareCount(children.filter(matches).length, node.test);
  }
}

/** Whether a number of related records is what the filter asks for. */
export function compareCount(count: number, test: RelatedTest & { readonly quantifier: "count" }): boolean {
  switch (test.operator) {
    case "is":
      return count === test.value;
    case "is_not":
      return count !== test.value;
    case "gt":
      return count > test.value;
    case "gte":
      return count >= test.value;
    case "lt":
      return count < test.value;
    case "lte":
      return count <= test.value;
  }
}
