import { noSuch } from "@cadencia/core/nearest";
import type { NewStage } from "@cadencia/contracts/api";

import type { Pipeline } from "@cadencia/core/model";
import { invalid, Refusal } from "../../platform/errors/index.ts";
import type { Transaction } from "../../platform/workspace/index.ts";
import { readDirectory } from "../records/index.ts";
import { readCatalog } from "./catalog.ts";
import { hidePipeline, hideStage, raiseModelRevision, writePipeline } from "./configuration.repo.ts";
import { labelOf } from "./label.ts";
import { knownObject } from "./objects.service.ts";
import {
  readLabelledPipelines,
  wasPipeline,
  writeStageLabels,
  type LabelledPipeline,
} from "./pipelines.repo.ts";
import { ensureTable } from "./tables.repo.ts";

export interface NewPipeline {
  readonly key: string;
  readonly object: string;
  readonly label?: string;
  readonly owner?: string | null;
  readonly stages: readonly NewStage[];
}

/** Declares a pipeline; its object gets `pipeline` and `stage` when it is the first. Within `changeModel`. */
export const createPipeline = async (tx: Transaction, wanted: NewPipeline): Promise<LabelledPipeline> => {
  const { model } = await readCatalog(tx);
  knownObject(model, wanted.object);
  if (await wasPipeline(tx, wanted.key)) {
    throw new Refusal("duplicate", `there is or was a pipeline "${wanted.key}"; choose another key`);
  }
  refuseTwice(wanted.stages);
  await write(tx, wanted);
  const { model: grown } = await readCatalog(tx);
  await ensureTable(tx, knownObject(grown, wanted.object));
  return pipelineNamed(tx, wanted.key);
};

export type PipelineChanges = Partial<Omit<NewPipeline, "key" | "object">>;

/** Renames, reorders, adds stages. A stage that is left out must be deleted by its own word. Within `changeModel`. */
export const changePipeline = async (
  tx: Transaction,
  key: string,
  changes: PipelineChanges,
): Promise<LabelledPipeline> => {
  const standing = await pipelineNamed(tx, key);
  const stages = changes.stages ?? standing.stages;
  refuseTwice(stages);
  refuseLeftOut(standing, stages);
  const kept = new Map(standing.stages.map((stage) => [stage.name, stage]));
  await write(tx, {
    key,
    object: standing.object,
    label: changes.label ?? standing.label,
    owner: changes.owner === undefined ? standing.owner : changes.owner,
    stages: stages.map(({ name, ...rest }) => ({ ...kept.get(name), ...rest, name })),
  });
  return pipelineNamed(tx, key);
};

/** Hides a stage: records that stand in it keep it until they move. Within `changeModel`. */
export const removeStage = async (tx: Transaction, key: string, name: string): Promise<void> => {
  const { stages } = await pipelineNamed(tx, key);
  const stage = stages.find((candidate) => candidate.name === name);
  if (stage === undefined)
    throw new Refusal(
      "not_found",
      noSuch(
        "stage",
        name,
        stages.map((known) => known.name),
      ),
    );
  if (stages.length === 1)
    throw new Refusal("conflict", `${stage.key} is the last stage; delete the pipeline ${key} instead`);
  await hideStage(tx, stage.key);
};

export const removePipeline = async (tx: Transaction, key: string): Promise<void> => {
  await pipelineNamed(tx, key);
  await hidePipeline(tx, key);
};

export const pipelineNamed = async (tx: Transaction, key: string): Promise<LabelledPipeline> => {
  const pipelines = await readLabelledPipelines(tx);
  const pipeline = pipelines.find((candidate) => candidate.key === key);
  if (pipeline !== undefined) return pipeline;
  throw new Refusal(
    "not_found",
    noSuch(
      "pipeline",
      key,
      pipelines.map((known) => known.key),
    ),
  );
};

const refuseTwice = (stages: readonly Pick<NewStage, "name">[]): void => {
  const names = stages.map(({ name }) => name);
  const index = names.findIndex((name, at) => names.indexOf(name) !== at);
  if (index < 0) return;
  const message = `the stage "${names[index]}" stands twice`;
  throw invalid([{ field: `stages[${index}].name`, code: "duplicate", message }]);
};

const refuseLeftOut = (standing: LabelledPipeline, stages: readonly Pick<NewStage, "name">[]): void => {
  const names = new Set(stages.map(({ name }) => name));
  const missing = standing.stages.find(({ name }) => !names.has(name));
  if (missing === undefined) return;
  const message = `the stage "${missing.name}" is left out; delete it first, with DELETE /pipelines/${standing.key}/stages/${missing.name}`;
  throw invalid([{ field: "stages", code: "missing_key", message }]);
};

const write = async (tx: Transaction, { key, object, label, owner, stages }: NewPipeline): Promise<void> => {
  const pipeline: Pipeline = {
    key,
    object,
    owner: owner === undefined || owner === null ? null : await userNamed(tx, owner),
    stages: stages.map(({ name, kind }, position) => ({
      key: `${key}/${name}`,
      pipeline: key,
      name,
      kind: kind ?? "open",
      position,
    })),
  };
  await writePipeline(tx, pipeline, label ?? labelOf(key));
  const labels = stages.map(({ name, label: shown }) => ({
    key: `${key}/${name}`,
    label: shown ?? labelOf(name),
  }));
  await writeStageLabels(tx, labels);
  await raiseModelRevision(tx);
};

const userNamed = async (tx: Transaction, name: string): Promise<string> => {
  const { named } = await readDirectory(tx, await readCatalog(tx));
  const user = named(name);
  if (user !== null && user.deletedAt === null) return user.id;
  throw invalid([{ field: "owner", code: "unknown_record", message: `there is no user "${name}"` }]);
};
