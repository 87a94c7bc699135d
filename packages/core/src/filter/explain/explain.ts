import type { RecordView } from "../../model/index.ts";
import type { EvaluationContext } from "../context.ts";
import { compareCount, evaluateCondition } from "../evaluate/evaluate.ts";
import { readSource, relatedRecords } from "../evaluate/walk.ts";
import type { ConditionNode, Filter, RelatedNode } from "../nodes/index.ts";
import { isChangeOperator } from "../operators.ts";
import { printSource } from "../source.ts";
import { operandToJson } from "../to-json.ts";
import type {
  ConditionExplanation,
  Explanation,
  RecordExplanation,
  RelatedExplanation,
} from "./explanation.ts";

/** So many related records are shown; a company may have thousands. */
const MOST_RECORDS = 20;

/** Judges the filter as `evaluate` does, and says of each part whether it holds and what it saw. */
export function explain(filter: Filter, record: RecordView, context: EvaluationContext): Explanation {
  switch (filter.kind) {
    case "all":
    case "any": {
      const children = filter.filters.map((part) => explain(part, record, context));
      const holds =
        filter.kind === "all"
          ? children.every((child) => child.holds)
          : children.some((child) => child.holds);
      return { kind: filter.kind, holds, children };
    }
    case "not": {
      const child = explain(filter.filter, record, context);
      return { kind: "not", holds: !child.holds, children: [child] };
    }
    case "segment": {
      const child = explain(filter.filter, record, context);
      return { kind: "segment", holds: child.holds, segment: filter.key, children: [child] };
    }
    case "related":
      return explainRelated(filter, record, context);
    case "condition":
      return explainCondition(filter, record, context);
  }
}

function explainCondition(
  condition: ConditionNode,
  record: RecordView,
  context: EvaluationContext,
): ConditionExplanation {
  const { source, operator, operand } = condition;
  const { before } = context;
  return {
    kind: "condition",
    holds: evaluateCondition(condition, record, context),
    field: printSource(source),
    operator,
    ...(operand.kind === "none" ? {} : { expected: operandToJson(operand, operator) }),
    actual: readSource(source, record, context),
    ...(isChangeOperator(operator) ? { before: before ? readSource(source, before, context) : null } : {}),
  };
}

function explainRelated(
  node: RelatedNode,
  record: RecordView,
  context: EvaluationContext,
): RelatedExplanation {
  const inner: EvaluationContext = { now: context.now, calendar: context.calendar };
  const records = relatedRecords(node, record).map((child) => explainRecord(node, child, inner));
  const matching = records.filter((child) => child.holds);
  const shown = [...matching, ...records.filter((child) => !child.holds)].slice(0, MOST_RECORDS);
  const { test } = node;
  return {
    kind: test.quantifier,
    holds:
      test.quantifier === "count"
        ? compareCount(matching.length, test)
        : matching.length > 0 === (test.quantifier === "some"),
    relation: [...node.path, node.relation].map((step) => step.field).join("."),
    actual: matching.length,
    total: records.length,
    ...(test.quantifier === "count" ? { expected: [test.operator, test.value] } : {}),
    children: shown,
    ...(shown.length < records.length ? { truncatedCount: records.length - shown.length } : {}),
  };
}

function explainRecord(node: RelatedNode, record: RecordView, context: EvaluationContext): RecordExplanation {
  const child = node.where && explain(node.where, record, context);
  return { kind: "record", holds: child?.holds ?? true, id: record.id, children: child ? [child] : [] };
}
