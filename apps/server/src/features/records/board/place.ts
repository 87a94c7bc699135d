import { noSuch } from "@cadencia/core/nearest";
import type { ObjectType } from "@cadencia/core/model";
import { Refusal } from "../../../platform/errors/index.ts";
import { readLabelledPipelines, type LabelledPipeline } from "../../objects/index.ts";
import { objectNamed, type Reading } from "../reading.ts";

export interface BoardPlace {
  readonly pipeline: LabelledPipeline;
  readonly object: ObjectType;
}

/** The pipeline and its object, where who asks may see both, and in which stage its records stand. */
export const boardPlace = async (reading: Reading, key: string): Promise<BoardPlace> => {
  const pipelines = await readLabelledPipelines(reading.tx);
  const pipeline = pipelines.find((one) => one.key === key);
  if (pipeline === undefined) {
    const keys = pipelines.map((one) => one.key);
    throw new Refusal("not_found", noSuch("pipeline", key, keys));
  }
  const object = objectNamed(reading.catalog, pipeline.object);
  if (object.fields.has("stage")) return { pipeline, object };
  throw new Refusal("forbidden", `you may not see in which stage a ${object.key} stands`);
};

/** By its name within the pipeline, as addresses have it, or by its whole key. */
export const stageIn = ({ pipeline }: BoardPlace, name: string): string => {
  const found = pipeline.stages.find((stage) => stage.name === name || stage.key === name);
  if (found !== undefined) return found.key;
  const names = pipeline.stages.map((stage) => stage.name);
  throw new Refusal("not_found", noSuch("stage", name, names));
};
