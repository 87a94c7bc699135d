import { boardQueryShape, boardSchema, cardPageSchema, cardQueryShape } from "@cadencia/contracts/api";
import type { ObjectType } from "@cadencia/core/model";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import * as z from "zod";
import type { Engine } from "../../automation/index.ts";
import { read } from "../reading.ts";
import { listRecords } from "../search/index.ts";
import { presentCards } from "./cards.ts";
import { measureBoard } from "./measure.ts";
import { boardPlace, stageIn } from "./place.ts";

const tags = ["records"];

/** A pipeline's records as a board: what its columns hold, and the cards of one of them. */
export const boardRoutes: FastifyPluginAsyncZod<{ engine: Engine }> = async (
  api,
  { engine: { workspace } },
) => {
  api.get(
    "/pipelines/:pipeline/board",
    {
      schema: {
        tags,
        summary: "The stages of a pipeline with the number of records and the sum of their amounts",
        params: z.strictObject({ pipeline: z.string() }),
        querystring: z.strictObject(boardQueryShape),
        response: { 200: boardSchema },
      },
    },
    ({ params, query, caller }) =>
      read(workspace, caller, (reading) => measureBoard(reading, params.pipeline, query.filter)),
  );

  api.get(
    "/pipelines/:pipeline/board/:stage",
    {
      schema: {
        tags,
        summary: "The cards of one stage, page by page, with the automatic step that waits on each",
        params: z.strictObject({ pipeline: z.string(), stage: z.string() }),
        querystring: z.strictObject(cardQueryShape),
        response: { 200: cardPageSchema },
      },
    },
    ({ params, query, caller }) =>
      read(workspace, caller, async (reading) => {
        const place = await boardPlace(reading, params.pipeline);
        const { object } = place;
        const { records, next } = await listRecords(reading, object, {
          query: { sort: usualSort(object), ...query },
          belonging: { stage: stageIn(place, params.stage) },
        });
        return { items: await presentCards(reading, object, records), next };
      }),
  );
};

/** What came into the stage last stands on top. */
const usualSort = (object: ObjectType): string =>
  object.fields.has("stage_entered_at") ? "-stage_entered_at,-created_at" : "-created_at";
