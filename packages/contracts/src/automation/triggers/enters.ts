import * as z from "zod";
import { stagePath } from "../../formats/index.ts";
import { annotate, keyedUnion } from "../../problems/index.ts";
import { type Filter, filterList, GROUPS } from "../filter.ts";

export interface StageForm {
  readonly stage: string;
}

/** The short form `{stage: pipeline/stage}`, as against any other filter. */
export const isStageForm = (value: StageForm | Filter): value is StageForm =>
  !Array.isArray(value) && Object.hasOwn(value, "stage");

const entered: z.ZodType<StageForm | Filter> = annotate(
  z.union([filterList, keyedUnion("a filter", { stage: z.strictObject({ stage: stagePath }), ...GROUPS })]),
  { noun: "a filter", write: "{stage: pipeline/stage} or any filter" },
);

/** The record begins to satisfy the filter. */
export const entersTrigger = z.strictObject({ enters: entered });

export type EntersTrigger = z.infer<typeof entersTrigger>;
