import {
  DEFAULT_PAGE_SIZE,
  forecastSchema,
  runDetailSchema,
  stepCountsQueryShape,
  stepCountsSchema,
  stepLinesSchema,
  stepsQueryShape,
} from "@cadencia/contracts/api";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import * as z from "zod";
import { inTransaction } from "../../../platform/workspace/index.ts";
import { zoneOf } from "../../records/index.ts";
import type { Engine } from "../engine.ts";
import { firstIdAt } from "../first-id-at.ts";
import { automationEver } from "../versions/versions.service.ts";
import { readForecast, readStepCounts, sinceDays } from "./counts.ts";
import { readerOf } from "./reader.ts";
import { readRunDetail } from "./run-detail.ts";
import { readStepLines } from "./step-lines.ts";

const tags = ["automations"];
const params = z.strictObject({ key: z.string() });

/** What became of an automation's steps, counted, listed, and run by run. */
export const inspectorRoutes: FastifyPluginAsyncZod<{ engine: Engine }> = async (api, { engine }) => {
  const { workspace } = engine;

  api.get(
    "/automations/:key/step-counts",
    {
      schema: {
        tags,
        summary: "What became of each step of an automation, counted by version, state and reason",
        params,
        querystring: z.strictObject(stepCountsQueryShape),
        response: { 200: stepCountsSchema },
      },
    },
    ({ params: { key }, query: { days }, caller: { user } }) =>
      inTransaction(workspace, async (tx) => {
        const { id: automation } = await automationEver(tx, key, user);
        return readStepCounts(tx, { automation, days }, await readerOf(tx, user));
      }),
  );

  api.get(
    "/automations/:key/steps",
    {
      schema: {
        tags,
        summary:
          "Steps of an automation in one state, the newest first; what waits in the order of falling due",
        params,
        querystring: z.strictObject(stepsQueryShape),
        response: { 200: stepLinesSchema },
      },
    },
    ({ params: { key }, query, caller: { user } }) =>
      inTransaction(workspace, async (tx) => {
        const { id: automation } = await automationEver(tx, key, user);
        const { standing, cursor, limit = DEFAULT_PAGE_SIZE } = query;
        const { version = null, step = null, reason = null } = query;
        const since = firstIdAt(sinceDays(tx, query.days));
        const wanted = { automation, standing, since, version, step, reason, cursor, limit };
        return readStepLines(tx, wanted, await readerOf(tx, user));
      }),
  );

  api.get(
    "/automations/:key/forecast",
    {
      schema: {
        tags,
        summary: "How many steps of an automation fall due on each day, in the reader's zone",
        params,
        response: { 200: forecastSchema },
      },
    },
    ({ params: { key }, caller: { user } }) =>
      inTransaction(workspace, async (tx) => {
        const { id: automation } = await automationEver(tx, key, user);
        const reader = await readerOf(tx, user);
        return readForecast(tx, { automation, zone: await zoneOf(tx, reader.catalog, user) }, reader);
      }),
  );

  api.get(
    "/runs/:id",
    {
      schema: {
        tags,
        summary: "One run: its steps with their messages, why it began, what it began, what people did to it",
        params: z.strictObject({ id: z.string() }),
        response: { 200: runDetailSchema },
      },
    },
    ({ params: { id }, caller: { user } }) => inTransaction(workspace, (tx) => readRunDetail(tx, id, user)),
  );
};
