import {
  newPipelineSchema,
  pipelineChangesSchema,
  pipelineSchema,
  type PipelinePayload,
} from "@cadencia/contracts/api";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { noSuch } from "@cadencia/core/nearest";
import { restrictModel } from "@cadencia/core/rights";
import * as z from "zod";
import { Refusal } from "../../platform/errors/index.ts";
import { inTransaction, type Transaction } from "../../platform/workspace/index.ts";
import { answerOnce, reply } from "../access/index.ts";
import type { Engine } from "../automation/index.ts";
import { readRights } from "../records/index.ts";
import { readCatalog } from "./catalog.ts";
import { changeModel } from "./change-model.ts";
import { readLabelledPipelines, type LabelledPipeline } from "./pipelines.repo.ts";
import { changePipeline, createPipeline, removePipeline, removeStage } from "./pipelines.service.ts";

const tags = ["model"];
const params = z.strictObject({ pipeline: z.string() });
const headers = z.looseObject({ "idempotency-key": z.exactOptional(z.string()) });
const nothing = z.undefined();

/** Pipelines and their stages. */
export const pipelineRoutes: FastifyPluginAsyncZod<{ engine: Engine }> = async (
  api,
  { engine: { workspace } },
) => {
  api.get(
    "/pipelines",
    {
      schema: {
        tags,
        summary: "Every pipeline with its stages",
        response: { 200: z.strictObject({ items: z.array(pipelineSchema) }) },
      },
    },
    ({ caller }) =>
      inTransaction(workspace, async (tx) => ({
        items: (await pipelinesFor(tx, caller.user)).map(present),
      })),
  );

  api.get(
    "/pipelines/:pipeline",
    { schema: { tags, summary: "One pipeline", params, response: { 200: pipelineSchema } } },
    ({ params: { pipeline: key }, caller }) =>
      inTransaction(workspace, async (tx) => {
        const pipelines = await pipelinesFor(tx, caller.user);
        const found = pipelines.find((pipeline) => pipeline.key === key);
        if (found !== undefined) return present(found);
        const keys = pipelines.map((pipeline) => pipeline.key);
        throw new Refusal("not_found", noSuch("pipeline", key, keys));
      }),
  );

  api.post(
    "/pipelines",
    {
      schema: {
        tags,
        summary: "Declare a pipeline for an object",
        headers,
        body: newPipelineSchema,
        response: { 201: pipelineSchema },
      },
    },
    async (request, to) => {
      const answer = await changeModel(workspace, (tx) =>
        answerOnce(tx, request, async () => {
          const body = present(await createPipeline(tx, request.body));
          return { status: 201, body, headers: { Location: `/api/v1/pipelines/${body.key}` } };
        }),
      );
      return reply(to, answer);
    },
  );

  api.patch(
    "/pipelines/:pipeline",
    {
      schema: {
        tags,
        summary: "Rename a pipeline, reorder its stages, add some",
        params,
        body: pipelineChangesSchema,
        response: { 200: pipelineSchema },
      },
    },
    async ({ params: { pipeline }, body }) =>
      present(await changeModel(workspace, (tx) => changePipeline(tx, pipeline, body))),
  );

  api.delete(
    "/pipelines/:pipeline",
    {
      schema: {
        tags,
        summary: "Remove a pipeline; records keep their stage until they move",
        params,
        response: { 204: nothing },
      },
    },
    async (request, to) => {
      await changeModel(workspace, (tx) => removePipeline(tx, request.params.pipeline));
      return to.code(204).send();
    },
  );

  api.delete(
    "/pipelines/:pipeline/stages/:stage",
    {
      schema: {
        tags,
        summary: "Remove a stage; records that stand in it keep it until they move",
        params: z.strictObject({ pipeline: z.string(), stage: z.string() }),
        response: { 204: nothing },
      },
    },
    async ({ params: { pipeline, stage } }, to) => {
      await changeModel(workspace, (tx) => removeStage(tx, pipeline, stage));
      return to.code(204).send();
    },
  );
};

const present = (pipeline: LabelledPipeline): PipelinePayload => ({
  ...pipeline,
  stages: pipeline.stages.map((stage) => ({ ...stage })),
});

/** Pipelines of objects of which somebody may read anything; the others are not there. */
const pipelinesFor = async (tx: Transaction, reader: string): Promise<readonly LabelledPipeline[]> => {
  const catalog = await readCatalog(tx);
  const { objects } = restrictModel(catalog.model, await readRights(tx, catalog, reader));
  return (await readLabelledPipelines(tx)).filter(({ object }) => objects.has(object));
};
