import { judgingRequestSchema, judgingSchema } from "@cadencia/contracts/api";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import * as z from "zod";
import type { Engine } from "../../automation/index.ts";
import { objectNamed, read } from "../reading.ts";
import { judgeFilter } from "./judge-filter.ts";

/** What a filter means, while it is being written. */
export const judgingRoutes: FastifyPluginAsyncZod<{ engine: Engine }> = async (
  api,
  { engine: { workspace } },
) => {
  api.post(
    "/records/:object/judge",
    {
      schema: {
        tags: ["records"],
        summary: "What is wrong with a filter, how many records match it, and how it stands for one of them",
        params: z.strictObject({ object: z.string() }),
        body: judgingRequestSchema,
        response: { 200: judgingSchema },
      },
    },
    ({ params, body, caller }) =>
      read(workspace, caller, (reading) =>
        judgeFilter(reading, objectNamed(reading.catalog, params.object), body),
      ),
  );
};
