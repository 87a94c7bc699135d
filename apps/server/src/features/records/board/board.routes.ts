import { boardQueryShape, boardSchema, cardPageSchema, cardQueryShape } from "@cadencia/contracts/api";
import type { ObjectType } from "@cadencia/core/model";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import * as z from "zod";
import type { Engine } from "../../automation/index.ts";
import { read, type Reading } from "../reading.ts";
import { listRecords, type ListQuery } from "../search/index.ts";
import { presentCards } from "./cards.ts";
import { measureBoard } from "./measure.ts";
import { boardPlace, stageIn, type BoardPlace } from "./place.ts";
import { filterOf, type Wanted } from "./wanted.ts";

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
      read(workspace, caller, (reading) => measureBoard(reading, params.pipeline, query)),
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
        return cardsIn(reading, place, { stages: [stageIn(place, params.stage)], query });
      }),
  );

  api.get(
    "/pipelines/:pipeline/cards",
    {
      schema: {
        tags,
        summary: "The same cards of all stages of a pipeline, in one list",
        params: z.strictObject({ pipeline: z.string() }),
        querystring: z.strictObject(cardQueryShape),
        response: { 200: cardPageSchema },
      },
    },
    ({ params, query, caller }) =>
      read(workspace, caller, async (reading) => {
        const place = await boardPlace(reading, params.pipeline);
        return cardsIn(reading, place, { stages: place.pipeline.stages.map(({ key }) => key), query });
      }),
  );
};

type Cards = { readonly stages: readonly string[]; readonly query: Wanted & ListQuery };

const cardsIn = async (reading: Reading, { object }: BoardPlace, { stages, query }: Cards) => {
  const { text, ...rest } = query;
  const filter = filterOf(object, { ...rest, text });
  const { records, next } = await listRecords(reading, object, {
    query: { sort: usualSort(object), ...rest, ...(filter === undefined ? {} : { filter }) },
    belonging: { stages },
  });
  return { items: await presentCards(reading, object, records), next };
};

/** What came into the stage last stands on top. */
const usualSort = (object: ObjectType): string =>
  object.fields.has("stage_entered_at") ? "-stage_entered_at,-created_at" : "-created_at";
