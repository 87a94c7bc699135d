import { DEFAULT_PAGE_SIZE, newEventSchema, pageOf, runQueryShape, runSchema } from "@cadencia/contracts/api";
import { EVENTS } from "@cadencia/contracts/events";
import type { JsonValue } from "@cadencia/core/model";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import * as z from "zod";
import { invalid } from "../../platform/errors/index.ts";
import { inTransaction } from "../../platform/workspace/index.ts";
import { answerOnce, originOf, reply } from "../access/index.ts";
import { readRecords, type SaveUnit } from "../records/index.ts";
import type { Engine } from "./engine.ts";
import { raiseEvents } from "./events.ts";
import { listRuns } from "./runs-view.ts";
import { automationEver } from "./versions/versions.service.ts";

type NewEvent = z.infer<typeof newEventSchema>;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** What automations did, and what makes them do something. */
export const runRoutes: FastifyPluginAsyncZod<{ engine: Engine }> = async (api, { engine }) => {
  api.get(
    "/runs",
    {
      schema: {
        tags: ["automations"],
        summary: "Runs with their steps, of a record or an automation, the newest first",
        querystring: z.strictObject({ ...runQueryShape, automation: z.exactOptional(z.string()) }),
        response: { 200: pageOf(runSchema) },
      },
    },
    ({ query: { limit = DEFAULT_PAGE_SIZE, automation: key, ...query }, caller }) =>
      inTransaction(engine.workspace, async (tx) => {
        if (key === undefined) return listRuns(tx, caller.user, { ...query, limit });
        return listRuns(tx, caller.user, {
          ...query,
          limit,
          automation: (await automationEver(tx, key, caller.user)).id,
        });
      }),
  );

  api.post(
    "/events",
    {
      schema: {
        tags: ["automations"],
        summary: "Report an event of the product, for administrators",
        headers: z.looseObject({ "idempotency-key": z.exactOptional(z.string()) }),
        body: newEventSchema,
        response: { 202: z.strictObject({ event: z.string() }) },
      },
    },
    async (request, to) => {
      const answer = await engine.run((context) =>
        answerOnce(context.unit.tx, request, async () => {
          const { event: name, record = null, payload = {} } = request.body;
          await refuseWrongSubject(context.unit, request.body);
          const about = record ?? { object: "", id: null };
          await raiseEvents(context, [
            {
              name,
              object: about.object,
              record: about.id,
              payload: payload as JsonValue,
              origin: originOf(request),
            },
          ]);
          return { status: 202, body: { event: name } };
        }),
      );
      return reply(to, answer);
    },
  );
};

/** An event is about a record of an object that it can be about; only what `find` looks up is about none. */
const refuseWrongSubject = async (unit: SaveUnit, { event, record = null }: NewEvent): Promise<void> => {
  const { objects }: { readonly objects: readonly string[] } = EVENTS[event];
  if (record === null) {
    if (objects.length === 0) return;
    throw invalid([
      { field: "record", code: "missing_key", message: `${event} needs the record that it is about` },
    ]);
  }
  if (!objects.includes("*") && !objects.includes(record.object)) {
    const message = `${event} is about ${objects.length === 0 ? "no record" : `a ${objects.join(" or ")}`}, not a ${record.object}`;
    throw invalid([{ field: "record.object", code: "unknown_value", message }]);
  }
  const object = unit.object(record.object);
  const [found] = UUID.test(record.id) ? await readRecords(unit.tx, object, [record.id]) : [];
  if (found !== undefined && found.deletedAt === null) return;
  throw invalid([
    { field: "record.id", code: "unknown_record", message: `there is no ${record.object} ${record.id}` },
  ]);
};
