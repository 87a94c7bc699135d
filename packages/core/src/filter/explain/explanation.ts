import type { JsonValue } from "../../model/index.ts";

/** Why a filter holds for a record or does not: a tree that mirrors the filter, made of JSON values only. */
export type Explanation =
  | GroupExplanation
  | SegmentExplanation
  | ConditionExplanation
  | RelatedExplanation
  | RecordExplanation;

export interface GroupExplanation {
  readonly kind: "all" | "any" | "not";
  readonly holds: boolean;
  readonly children: readonly Explanation[];
}

export interface SegmentExplanation {
  readonly kind: "segment";
  readonly holds: boolean;
  readonly segment: string;
  readonly children: readonly Explanation[];
}

export interface ConditionExplanation {
  readonly kind: "condition";
  readonly holds: boolean;
  readonly field: string;
  readonly operator: string;
  /** The value of the condition as written; left out where the operator takes none. */
  readonly expected?: JsonValue;
  /** The value seen. */
  readonly actual: JsonValue;
  /** The value before the save, for the operators that ask for a change. */
  readonly before?: JsonValue;
}

export interface RelatedExplanation {
  readonly kind: "some" | "none" | "count";
  readonly holds: boolean;
  readonly relation: string;
  /** How many related records satisfy `where`, of how many. */
  readonly actual: number;
  readonly total: number;
  /** For a count: [operator, number]. */
  readonly expected?: JsonValue;
  /** The first related records, those that satisfy `where` before the others. */
  readonly children: readonly RecordExplanation[];
  /** How many related records are not shown. */
  readonly truncatedCount?: number;
}

export interface RecordExplanation {
  readonly kind: "record";
  readonly holds: boolean;
  readonly id: string;
  readonly children: readonly Explanation[];
}
