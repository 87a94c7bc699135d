import type { Model, Pipeline, Stage } from "@cadencia/core/model";

/** Where a record stands, or why it cannot stand there. */
export type Placement =
  | { readonly ok: true; readonly pipeline: string | null; readonly stage: string | null }
  | { readonly ok: false; readonly field: "pipeline" | "stage"; readonly reason: string };

export interface Place {
  readonly pipeline: string | null;
  readonly stage: string | null;
}

interface Wanted {
  readonly pipeline?: string | null;
  readonly stage?: string | null;
}

export const pipelinesOf = (model: Model, object: string): Pipeline[] =>
  [...model.pipelines.values()].filter((pipeline) => pipeline.object === object);

export const stageOf = (model: Model, key: string): Stage | undefined =>
  model.pipelines.get(key.slice(0, key.indexOf("/")))?.stages.find((stage) => stage.key === key);

/**
 * Resolves `stage` ("sales/won", or "won" where the pipeline is plain) and `pipeline` against each other.
 * A record without a stage enters its pipeline's first stage; a change of pipeline alone does so too.
 */
export const placeRecord = (
  model: Model,
  object: string,
  { current, wanted }: { current: Place | null; wanted: Wanted },
): Placement => {
  const pipelines = pipelinesOf(model, object);
  if (typeof wanted.stage === "string")
    return byStage(pipelines, wanted.stage, wanted.pipeline ?? current?.pipeline ?? null);
  if (typeof wanted.pipeline === "string") {
    const pipeline = pipelines.find((candidate) => candidate.key === wanted.pipeline);
    if (pipeline === undefined)
      return { ok: false, field: "pipeline", reason: unknownPipeline(wanted.pipeline, pipelines) };
    if (current?.pipeline === pipeline.key) return { ok: true, ...current };
    return { ok: true, pipeline: pipeline.key, stage: pipeline.stages[0]?.key ?? null };
  }
  if (current !== null) return { ok: true, ...current };
  const [first] = pipelines;
  return { ok: true, pipeline: first?.key ?? null, stage: first?.stages[0]?.key ?? null };
};

const byStage = (pipelines: readonly Pipeline[], wanted: string, home: string | null): Placement => {
  const all = pipelines.flatMap((pipeline) => pipeline.stages);
  const found = wanted.includes("/")
    ? all.find((stage) => stage.key === wanted)
    : (all.find((stage) => stage.name === wanted && stage.pipeline === home) ??
      (home === null ? all.find((stage) => stage.name === wanted) : undefined));
  if (found !== undefined) return { ok: true, pipeline: found.pipeline, stage: found.key };
  const choices = all.map((stage) => stage.key).join(", ");
  return { ok: false, field: "stage", reason: `there is no stage "${wanted}"; choose one of ${choices}` };
};

const unknownPipeline = (wanted: string, pipelines: readonly Pipeline[]): string =>
  `there is no pipeline "${wanted}"; choose one of ${pipelines.map((pipeline) => pipeline.key).join(", ")}`;
