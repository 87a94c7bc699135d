import type { Model } from "@cadencia/core/model";
import { pipelinesOf, type Place } from "../../records/index.ts";
import { StepFailure } from "./action.ts";

export interface FoundPlace {
  readonly pipeline: string;
  readonly stage: string;
  /** Tells that the stage is not the one that was named, which was removed. */
  readonly warning: string | null;
}

/**
 * Where a step puts a record. A stage that was removed means its pipeline's first one, with a warning; a removed
 * pipeline fails the step (automation.md, "If a configured person is gone").
 */
export const findPlace = (
  model: Model,
  object: string,
  { wanted, home }: { wanted: Partial<Place>; home: string | null },
): FoundPlace => {
  const pipelines = pipelinesOf(model, object);
  const [before, after] = splitStage(wanted.stage ?? null);
  const fallback = home ?? pipelines[0]?.key ?? null;
  const key = before ?? wanted.pipeline ?? homeOf(pipelines, { stage: after, home: fallback });
  const pipeline = pipelines.find((candidate) => candidate.key === key);
  const first = pipeline?.stages[0];
  if (pipeline === undefined || first === undefined) {
    throw new StepFailure("missing_pipeline", `the pipeline "${key ?? ""}" is gone`);
  }
  if (after === null) return { pipeline: pipeline.key, stage: first.key, warning: null };
  const stage = pipeline.stages.find((candidate) => candidate.name === after);
  if (stage !== undefined) return { pipeline: pipeline.key, stage: stage.key, warning: null };
  const warning = `the stage "${wanted.stage}" is gone; took ${first.key}`;
  return { pipeline: pipeline.key, stage: first.key, warning };
};

const splitStage = (text: string | null): readonly [pipeline: string | null, stage: string | null] => {
  if (text === null) return [null, null];
  const slash = text.indexOf("/");
  return slash === -1 ? [null, text] : [text.slice(0, slash), text.slice(slash + 1)];
};

/** A plain stage is one of the record's own pipeline. */
const homeOf = (
  pipelines: ReturnType<typeof pipelinesOf>,
  { stage, home }: { stage: string | null; home: string | null },
): string | null => {
  const own = pipelines.find((pipeline) => pipeline.key === home);
  if (own !== undefined || stage === null) return home;
  return (
    pipelines.find((pipeline) => pipeline.stages.some((candidate) => candidate.name === stage))?.key ?? home
  );
};
