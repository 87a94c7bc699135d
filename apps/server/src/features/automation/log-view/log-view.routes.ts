import { DEFAULT_PAGE_SIZE, runLogQueryShape, runLogSchema } from "@cadencia/contracts/api";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import * as z from "zod";
import { inTransaction } from "../../../platform/workspace/index.ts";
import type { Engine } from "../engine.ts";
import { idIn } from "../runs-view.ts";
import { visibleAutomation } from "../visible.ts";
import { readLogPage } from "./log-view.ts";

/** What became of each step and trigger in the whole workspace. */
export const logViewRoutes: FastifyPluginAsyncZod<{ engine: Engine }> = async (api, { engine }) => {
  api.get(
    "/run-log",
    {
      schema: {
        tags: ["automations"],
        summary:
          "The run log: runs, their steps, what did not start; by automation, record, status or reason",
        querystring: z.strictObject(runLogQueryShape),
        response: { 200: runLogSchema },
      },
    },
    ({ query: { automation, record, status, reason, cursor, limit = DEFAULT_PAGE_SIZE }, caller }) =>
      inTransaction(engine.workspace, async (tx) =>
        readLogPage(
          tx,
          {
            automation:
              automation === undefined ? null : (await visibleAutomation(tx, automation, caller.user)).id,
            record: idIn("record", record),
            status: status ?? null,
            reason: reason ?? null,
          },
          { reader: caller.user, cursor, limit },
        ),
      ),
  );
};
