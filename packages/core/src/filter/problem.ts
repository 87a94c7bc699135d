/** What can be wrong with a filter, as stable codes. */
export const FILTER_PROBLEM_CODES = [
  "wrong_shape",
  "empty_group",
  "too_deep",
  "too_many",
  "unknown_key",
  "unknown_object",
  "unknown_field",
  "unknown_relation",
  "many_relation",
  "untyped_relation",
  "unknown_operator",
  "operator_not_for_type",
  "operator_needs_save",
  "wrong_value",
  "unknown_option",
  "unknown_stage",
  "unknown_record",
  "unknown_segment",
  "segment_cycle",
  "segment_of_other_object",
] as const;

export type FilterProblemCode = (typeof FILTER_PROBLEM_CODES)[number];

/** Why a filter is refused, and where: `path` leads through the filter as it was written. */
export interface FilterProblem {
  readonly path: readonly (string | number)[];
  readonly code: FilterProblemCode;
  /** One line of English: what, where, the nearest valid choice. */
  readonly message: string;
  readonly nearest?: string;
}
