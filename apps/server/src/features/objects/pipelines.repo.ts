import type { StageKind } from "@cadencia/core/model";
import type { Transaction } from "../../platform/workspace/index.ts";

/** A pipeline with what people see of it; the model knows keys alone. */
export interface LabelledPipeline {
  readonly key: string;
  readonly object: string;
  readonly label: string;
  readonly owner: string | null;
  readonly stages: readonly LabelledStage[];
}

export interface LabelledStage {
  readonly key: string;
  readonly name: string;
  readonly label: string;
  readonly kind: StageKind;
}

export const readLabelledPipelines = async (tx: Transaction): Promise<LabelledPipeline[]> => {
  const pipelines = await tx.query<Omit<LabelledPipeline, "stages"> & { [column: string]: unknown }>(
    `SELECT key, object, label, owner FROM ${tx.s}.pipeline WHERE removed_at IS NULL ORDER BY position, key`,
  );
  const stages = await tx.query<LabelledStage & { pipeline: string; [column: string]: unknown }>(
    `SELECT key, pipeline, name, label, kind FROM ${tx.s}.stage WHERE removed_at IS NULL ORDER BY pipeline, position`,
  );
  const byPipeline = Map.groupBy(stages, (stage) => stage.pipeline);
  return pipelines.map((row) => ({
    ...row,
    stages: (byPipeline.get(row.key) ?? []).map(({ key, name, label, kind }) => ({ key, name, label, kind })),
  }));
};

/** Keys once used stay used: a record may still bear a removed pipeline's stage. */
export const wasPipeline = async (tx: Transaction, key: string): Promise<boolean> => {
  const rows = await tx.query(`SELECT 1 FROM ${tx.s}.pipeline WHERE key = $1`, [key]);
  return rows.length > 0;
};

export const writeStageLabels = async (
  tx: Transaction,
  stages: readonly Pick<LabelledStage, "key" | "label">[],
): Promise<void> => {
  await tx.execute(
    `UPDATE ${tx.s}.stage s SET label = v.label
       FROM unnest($1::text[], $2::text[]) AS v(key, label) WHERE s.key = v.key`,
    [stages.map((stage) => stage.key), stages.map((stage) => stage.label)],
  );
};
