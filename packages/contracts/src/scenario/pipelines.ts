import type { StageKind } from "@cadencia/core/model";
import * as z from "zod";
import { name } from "../formats/index.ts";
import { annotate } from "../problems/index.ts";

const stage = annotate(z.string().regex(/^[A-Za-z0-9_-]+[!~]?$/), {
  noun: "a stage",
  write: 'letters, digits, _ and -, with "!" behind a won stage and "~" behind a lost one',
});

export const pipelineSchema = z.strictObject({
  object: name,
  stages: z.array(stage).min(1),
  owner: z.exactOptional(name),
});

export interface ScenarioStage {
  readonly key: string;
  readonly kind: StageKind;
}

export interface ScenarioPipeline {
  readonly object: string;
  readonly stages: readonly ScenarioStage[];
  readonly owner: string | null;
}

const stageOf = (written: string): ScenarioStage => {
  if (written.endsWith("!")) return { key: written.slice(0, -1), kind: "won" };
  if (written.endsWith("~")) return { key: written.slice(0, -1), kind: "lost" };
  return { key: written, kind: "open" };
};

export const fillPipeline = (given: z.infer<typeof pipelineSchema>): ScenarioPipeline => ({
  object: given.object,
  stages: given.stages.map(stageOf),
  owner: given.owner ?? null,
});
