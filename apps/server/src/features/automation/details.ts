import { describe, explain, type EvaluationContext, type Filter } from "@cadencia/core/filter";
import type { RecordView } from "@cadencia/core/model";

/** The first false condition with the value it saw, in one line for the run log. */
export const falseDetail = (
  filter: Filter,
  { record, context }: { record: RecordView; context: EvaluationContext },
): string => describe(explain(filter, record, context));
