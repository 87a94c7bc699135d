import { attentionSchema, daySchema } from "@cadencia/contracts/api";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { inTransaction } from "../../platform/workspace/index.ts";
import type { Engine } from "../automation/index.ts";
import { readAttention } from "./attention.ts";
import { readDay } from "./day.ts";

/** The day of whoever asks. */
export const dayRoutes: FastifyPluginAsyncZod<{ engine: Engine }> = async (api, { engine }) => {
  api.get(
    "/my-day",
    {
      schema: {
        tags: ["records"],
        summary: "What is due, overdue and happening today, and which automations need a person",
        response: { 200: daySchema },
      },
    },
    ({ caller: { user } }) => inTransaction(engine.workspace, (tx) => readDay(tx, user)),
  );

  api.get(
    "/attention",
    {
      schema: {
        tags: ["records"],
        summary: "How much waits for whoever asks: what is due, and what automations need a person for",
        response: { 200: attentionSchema },
      },
    },
    ({ caller: { user } }) => inTransaction(engine.workspace, (tx) => readAttention(tx, user)),
  );
};
