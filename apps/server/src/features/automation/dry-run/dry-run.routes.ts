import { dryRunRequestSchema, dryRunSchema } from "@cadencia/contracts/api";
import type { JsonValue } from "@cadencia/core/model";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import * as z from "zod";
import type { Engine } from "../engine.ts";
import { dryRun } from "./dry-run.ts";
import { report } from "./report.ts";

/** Trying an automation out on one record. */
export const dryRunRoutes: FastifyPluginAsyncZod<{ engine: Engine }> = async (api, { engine }) => {
  api.post(
    "/automations/:key/dry-run",
    {
      schema: {
        tags: ["automations"],
        summary:
          "What the automation would do to a record, the clock skipping the waits; nothing comes of it. " +
          "It need not be active, nor, with a definition in the body, saved",
        params: z.strictObject({ key: z.string() }),
        body: dryRunRequestSchema,
        response: { 200: dryRunSchema },
      },
    },
    ({ params: { key }, body: { record, definition, payload }, caller }) =>
      dryRun(
        engine,
        {
          automation: key,
          actor: caller.user,
          record,
          ...(definition === undefined ? {} : { definition }),
          ...(payload === undefined ? {} : { payload: payload as JsonValue }),
        },
        (rehearsal) => report(rehearsal, { record, actor: caller.user }),
      ),
  );
};
