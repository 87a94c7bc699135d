import {
  newPipelineSchema,
  pipelineChangesSchema,
  pipelineSchema,
  type PipelinePayload,
} from "@cadencia/contracts/api";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import * as z from "zod";
import { inTransaction } from "../../platform/workspace/index.ts";
import { answerOnce, reply } from "../access/index.ts";
import type { Engine } from "../automation/index.ts";
import { changeModel } from "./change-model.ts";
import { readLabelledPipelines, type LabelledPipeline } from "./pipelines.repo.ts";
import {
  changePipeline,
  createPipeline,
  pipelineNamed,
  removePipeline,
  removeStage,
} from "./pipelines.service.ts";

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
    async () => ({ items: (await inTransaction(workspace, readLabelledPipelines)).map(present) }),
  );

  api.get(
    "/pipelines/:pipeline",
    { schema: { tags, summary: "One pipeline", params, response: { 200: pipelineSchema } } },
    async (request) =>
      present(await inTransaction(workspace, (tx) => pipelineNamed(tx, request.params.pipeline))),
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
