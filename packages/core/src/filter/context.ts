import type { RecordView } from "../model/index.ts";
import type { Present } from "./time/resolve.ts";

/** What a filter is judged with, besides the record. */
export interface EvaluationContext extends Present {
  /** The record before the save: undefined where no save is at hand, null when the save created it. */
  readonly before?: RecordView | null | undefined;
  /** What became of the event that the step waited for. */
  readonly wait?: { readonly happened: boolean } | undefined;
}
