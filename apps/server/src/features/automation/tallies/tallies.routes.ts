import { talliesSchema } from "@cadencia/contracts/api";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { inTransaction } from "../../../platform/workspace/index.ts";
import type { Engine } from "../engine.ts";
import { readTallies } from "./tallies.ts";

/** How automations fare. */
export const tallyRoutes: FastifyPluginAsyncZod<{ engine: Engine }> = async (api, { engine }) => {
  api.get(
    "/automation-tallies",
    {
      schema: {
        tags: ["automations"],
        summary: "Of each automation, what became of its steps in the last 30 days and what waits now",
        response: { 200: talliesSchema },
      },
    },
    ({ caller }) => inTransaction(engine.workspace, (tx) => readTallies(tx, caller.user)),
  );
};
