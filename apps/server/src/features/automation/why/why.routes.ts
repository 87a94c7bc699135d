import { whyQueryShape, whySchema } from "@cadencia/contracts/api";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import * as z from "zod";
import type { Engine } from "../engine.ts";
import { askWhy, DEFAULT_OCCASIONS } from "./ask.ts";

/** The answer to "why". */
export const whyRoutes: FastifyPluginAsyncZod<{ engine: Engine }> = async (api, { engine }) => {
  api.get(
    "/records/:object/:id/why/:automation",
    {
      schema: {
        tags: ["automations"],
        summary:
          "Why an automation ran for a record or did not: runs with their steps, what could have started one, how it stands now",
        params: z.strictObject({ object: z.string(), id: z.string(), automation: z.string() }),
        querystring: z.strictObject(whyQueryShape),
        response: { 200: whySchema },
      },
    },
    ({ params: { object, id, automation }, query: { limit = DEFAULT_OCCASIONS, cursor }, caller }) =>
      askWhy(engine, { object, record: id, automation, limit, cursor: cursor ?? null, reader: caller.user }),
  );
};
