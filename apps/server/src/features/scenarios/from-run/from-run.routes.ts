import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import * as z from "zod";
import type { Engine } from "../../automation/index.ts";
import { scenarioOfRun } from "./from-run.ts";

/** Runs as tests. */
export const fromRunRoutes: FastifyPluginAsyncZod<{ engine: Engine }> = async (api, { engine }) => {
  api.get(
    "/runs/:id/scenario",
    {
      schema: {
        tags: ["automations"],
        summary:
          "A run as a scenario file for `cadencia test`, for who may publish its automation and read everything",
        params: z.strictObject({ id: z.string() }),
        response: { 200: z.string() },
      },
    },
    async ({ params: { id }, caller: { user } }, to) => {
      const { name, yaml } = await engine.run((context) => scenarioOfRun(context, id, user));
      return to
        .type("application/yaml; charset=utf-8")
        .header("Content-Disposition", `attachment; filename="${name}.yaml"`)
        .send(yaml);
    },
  );
};
