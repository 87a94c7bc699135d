import { newViewSchema, viewChangesSchema, viewSchema } from "@cadencia/contracts/api";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import * as z from "zod";
import type { Engine } from "../../automation/index.ts";
import { read } from "../reading.ts";
import { changeView, createView, deleteView, listViews } from "./views.service.ts";

const tags = ["views"];
const params = z.strictObject({ id: z.uuid() });

/** Saved views of a pipeline's page: each user's own, and what they share. */
export const viewRoutes: FastifyPluginAsyncZod<{ engine: Engine }> = async (
  api,
  { engine: { workspace } },
) => {
  api.get(
    "/pipelines/:pipeline/views",
    {
      schema: {
        tags,
        summary: "My views of a pipeline, and those that others share with me",
        params: z.strictObject({ pipeline: z.string() }),
        response: { 200: z.strictObject({ items: z.array(viewSchema) }) },
      },
    },
    ({ params: { pipeline }, caller }) =>
      read(workspace, caller, async (reading) => ({
        items: await listViews(reading, caller.user, pipeline),
      })),
  );

  api.post(
    "/pipelines/:pipeline/views",
    {
      schema: {
        tags,
        summary: "Save a view of a pipeline under a name",
        params: z.strictObject({ pipeline: z.string() }),
        body: newViewSchema,
        response: { 201: viewSchema },
      },
    },
    async ({ params: { pipeline }, body, caller }, to) =>
      to
        .code(201)
        .send(
          await read(workspace, caller, (reading) => createView(reading, caller.user, { pipeline, ...body })),
        ),
  );

  api.patch(
    "/views/:id",
    {
      schema: {
        tags,
        summary: "Change a view of mine, or open my page with it",
        params,
        body: viewChangesSchema,
        response: { 200: viewSchema },
      },
    },
    ({ params: { id }, body, caller }) =>
      read(workspace, caller, (reading) => changeView(reading, caller.user, { id, ...body })),
  );

  api.delete(
    "/views/:id",
    { schema: { tags, summary: "Delete a view of mine", params, response: { 204: z.undefined() } } },
    async ({ params: { id }, caller }, to) => {
      await read(workspace, caller, (reading) => deleteView(reading, caller.user, id));
      return to.code(204).send();
    },
  );
};
