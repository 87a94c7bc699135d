import type { JsonValue, RecordView, Value } from "../../model/index.ts";
import type { EvaluationContext } from "../context.ts";
import type { RelatedNode } from "../nodes/index.ts";
import type { RelationStep } from "../relation-step.ts";
import type { Source } from "../source.ts";

/** The record at the end of a path of to-one relations; null when one of them is empty. */
export function follow(record: RecordView, path: readonly RelationStep[]): RecordView | null {
  let reached: RecordView | null = record;
  for (const step of path) {
    if (reached === null) return null;
    reached = reached.one(step.field);
  }
  return reached;
}

/** The records that a quantifier asks, before its `where`. */
export const relatedRecords = (node: RelatedNode, record: RecordView): readonly RecordView[] =>
  follow(record, node.path)?.many(node.relation.field) ?? [];

/** The value that a condition sees. An empty relation on the way makes it empty. */
export function readSource(source: Source, record: RecordView, context: EvaluationContext): Value {
  switch (source.kind) {
    case "field": {
      const reached = follow(record, source.path);
      if (reached === null) return null;
      return source.field.key === "id" ? reached.id : reached.value(source.field.key);
    }
    case "now":
      return context.now.toString();
    case "wait":
      return context.wait?.happened ?? null;
    case "payload":
      return record.value(source.name);
  }
}

/** Empty is null or "", and a set without members. 0 and false are set. */
export const isEmpty = (value: Value | undefined): value is null | undefined | "" =>
  value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0);

export const asText = (value: Value): string =>
  typeof value === "object" ? JSON.stringify(value) : String(value);

export const asTexts = (value: Value): readonly string[] =>
  Array.isArray(value) ? value.map((item: JsonValue) => asText(item)) : [asText(value)];
