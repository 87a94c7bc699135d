import { matchingAnswerSchema, matchingChangeSchema } from "@cadencia/contracts/api";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import * as z from "zod";
import { answerOnce, originOf, reply } from "../../access/index.ts";
import type { Engine } from "../../automation/index.ts";
import { objectNamed, readingIn } from "../reading.ts";
import { onceHeaders } from "../records.routes.ts";
import { changeMatching } from "./change-matching.ts";

/** All records behind a filter, however many: no client has to name them. */
export const matchingRoutes: FastifyPluginAsyncZod<{ engine: Engine }> = async (api, { engine }) => {
  api.post(
    "/records/:object/matching",
    {
      schema: {
        tags: ["records"],
        summary: "Change all records behind a filter, part by part; each part tells what was before",
        description:
          "Send it again with `cursor` until `next` is null. A part is one transaction; with an Idempotency-Key of its own it is done once. Records that no longer match by then are not changed, and none twice.",
        params: z.strictObject({ object: z.string() }),
        headers: onceHeaders,
        body: matchingChangeSchema,
        response: { 200: matchingAnswerSchema },
      },
    },
    async (request, to) => {
      const origin = originOf(request);
      const answer = await engine.run(({ unit }) =>
        answerOnce(unit.tx, request, async () => {
          const reading = await readingIn(unit, request.caller);
          const object = objectNamed(reading.catalog, request.params.object);
          return { status: 200, body: await changeMatching({ unit, reading, object, origin }, request.body) };
        }),
      );
      return reply(to, answer);
    },
  );
};
