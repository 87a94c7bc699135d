import {
  retriedSchema,
  retryManySchema,
  retrySchema,
  runDetailSchema,
  settlementSchema,
} from "@cadencia/contracts/api";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import * as z from "zod";
import type { Engine } from "../engine.ts";
import { DEFAULT_DAYS } from "../inspector/counts.ts";
import { readRunDetail } from "../inspector/run-detail.ts";
import { retryMany } from "./retry-many.ts";
import { retryStep } from "./retry.ts";
import { runStepNow } from "./run-now.ts";
import { settleMessage } from "./settle.ts";

const tags = ["automations"];
const params = z.strictObject({ id: z.string(), step: z.string() });
const ok = { 200: runDetailSchema };

/** What people do to steps by hand. Each of these may be asked twice and is done once. */
export const byHandRoutes: FastifyPluginAsyncZod<{ engine: Engine }> = async (api, { engine }) => {
  api.post(
    "/runs/:id/steps/:step/run-now",
    {
      schema: {
        tags,
        summary: "Run a step that waits now, whatever it waits for; answers the run",
        params,
        body: z.nullish(z.strictObject({})),
        response: ok,
      },
    },
    ({ params: { id, step }, caller: { user } }) =>
      engine.run(async (context) => {
        await runStepNow(context, { run: id, step, actor: user });
        return readRunDetail(context.unit.tx, id, user);
      }),
  );

  api.post(
    "/runs/:id/steps/:step/retry",
    {
      schema: {
        tags,
        summary: "Do a failed step again, by the run's version or the newest one; the run goes on from there",
        params,
        body: retrySchema,
        response: ok,
      },
    },
    ({ params: { id, step }, body: { version: by }, caller: { user } }) =>
      (by === "newest" ? engine.change : engine.run)(async (context) => {
        await retryStep(context, { run: id, step, by, actor: user });
        return readRunDetail(context.unit.tx, id, user);
      }),
  );

  api.post(
    "/automations/:key/retry",
    {
      schema: {
        tags,
        summary: "Do all failed steps of an automation again that somebody saw, by reason or step",
        params: z.strictObject({ key: z.string() }),
        body: retryManySchema,
        response: { 200: retriedSchema },
      },
    },
    ({ params: { key }, body, caller: { user } }) => {
      const { version: by, count, days = DEFAULT_DAYS, reason = null, step = null } = body;
      return retryMany(engine, key, { actor: user, by, count, days, reason, step });
    },
  );

  api.post(
    "/messages/:id/settle",
    {
      schema: {
        tags: ["messages"],
        summary: "Say of an uncertain message that it went out, or have it sent again",
        params: z.strictObject({ id: z.string() }),
        body: settlementSchema,
        response: { 204: z.undefined() },
      },
    },
    async ({ params: { id }, body: { answer }, caller: { user } }, to) => {
      await engine.run((context) => settleMessage(context, { message: id, actor: user, answer }));
      return to.code(204).send();
    },
  );
};
