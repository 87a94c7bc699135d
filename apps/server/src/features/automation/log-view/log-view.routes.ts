import { DEFAULT_PAGE_SIZE, runLogQueryShape, runLogSchema } from "@cadencia/contracts/api";
import { noSuch } from "@cadencia/core/nearest";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import * as z from "zod";
import { Refusal } from "../../../platform/errors/index.ts";
import { inTransaction, type Transaction } from "../../../platform/workspace/index.ts";
import { findAutomation, listAutomations } from "../automations.repo.ts";
import type { Engine } from "../engine.ts";
import { idIn } from "../runs-view.ts";
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
            automation: automation === undefined ? null : await idOf(tx, automation),
            record: idIn("record", record),
            status: status ?? null,
            reason: reason ?? null,
          },
          { reader: caller.user, cursor, limit },
        ),
      ),
  );
};

const idOf = async (tx: Transaction, key: string): Promise<string> => {
  const row = await findAutomation(tx, key);
  if (row !== null) return row.id;
  const keys = (await listAutomations(tx)).map((automation) => automation.key);
  throw new Refusal("not_found", noSuch("automation", key, keys));
};
