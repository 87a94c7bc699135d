import { recordSchema, recordValuesSchema } from "@cadencia/contracts/api";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { FastifyRequest } from "fastify";
import * as z from "zod";
import { Refusal } from "../../platform/errors/index.ts";
import { answerOnce, originOf, reply } from "../access/index.ts";
import { readableIds } from "../rights/index.ts";
import { mergeRecords, type AutomationContext, type Engine } from "../automation/index.ts";
import { convertLeads } from "./convert-lead.ts";
import { recordOf, type Outcome } from "./outcome.ts";
import { presentRecord } from "./present.ts";
import { objectNamed, readingIn, type Reading } from "./reading.ts";
import { etagOf, guardHeaders, onceHeaders, recordParams } from "./records.routes.ts";
import { guardedRecord, readGuard } from "./version-guard.ts";

const tags = ["records"];
const headers = z.looseObject({ ...guardHeaders.shape, ...onceHeaders.shape });
/** Fastify calls a body that was not sent null. */
const noBody = z.nullish(z.strictObject({}));

interface Target {
  readonly object: string;
  readonly id: string;
}

/** What is done to a record besides changing its fields. */
export const recordActionRoutes: FastifyPluginAsyncZod<{ engine: Engine }> = async (api, { engine }) => {
  const act = async (
    request: FastifyRequest & { params: Target },
    work: (context: AutomationContext, target: Target) => Promise<Outcome | undefined>,
  ) =>
    engine.run((context) =>
      answerOnce(context.unit.tx, request, async () => {
        const { unit } = context;
        const reading = await readingIn(unit, request.caller);
        const object = objectNamed(reading.catalog, request.params.object);
        const target = { object: object.key, id: request.params.id };
        const guard = readGuard(originOf(request), request.headers["if-match"], undefined);
        await guardedRecord(unit, target, guard);
        const record = recordOf(await work(context, target));
        await unit.flush();
        return {
          status: 200,
          body: await presentRecord(reading, object, record),
          headers: { ETag: etagOf(record) },
        };
      }),
    );

  const simple = [
    { verb: "archive", summary: "Put a record out of sight and out of automations", archived: true },
    { verb: "unarchive", summary: "Bring an archived record back", archived: false },
  ] as const;
  for (const { verb, summary, archived } of simple) {
    api.post(
      `/records/:object/:id/${verb}`,
      {
        schema: {
          tags,
          summary,
          params: recordParams,
          headers,
          body: noBody,
          response: { 200: recordSchema },
        },
      },
      async (request, to) =>
        reply(
          to,
          await act(request, async ({ unit }, { object, id }) => {
            const [outcome] = await unit.setArchived(object, [id], { archived, origin: originOf(request) });
            return outcome;
          }),
        ),
    );
  }

  api.post(
    "/records/:object/:id/restore",
    {
      schema: {
        tags,
        summary: "Bring a deleted record back",
        params: recordParams,
        headers,
        body: noBody,
        response: { 200: recordSchema },
      },
    },
    async (request, to) =>
      reply(
        to,
        await act(request, async ({ unit }, { object, id }) => {
          const [outcome] = await unit.setDeleted(object, [id], {
            deleted: false,
            origin: originOf(request),
          });
          return outcome;
        }),
      ),
  );

  api.post(
    "/records/:object/:id/merge",
    {
      schema: {
        tags,
        summary: "Merge another record into this one; the other stays as a redirect",
        params: recordParams,
        headers,
        body: z.strictObject({ gone: z.string() }),
        response: { 200: recordSchema },
      },
    },
    async (request, to) =>
      reply(
        to,
        await act(request, async (context, kept) => {
          const { unit } = context;
          const gone = { object: kept.object, id: request.body.gone };
          const origin = originOf(request);
          const guard = readGuard(origin, undefined, undefined);
          await guardedRecord(unit, gone, guard);
          await mergeRecords(context, { kept, gone, origin });
          const record = await guardedRecord(unit, kept, guard);
          return { ok: true, record, changed: new Set() };
        }),
      ),
  );

  api.post(
    "/records/lead/:id/convert",
    {
      schema: {
        tags,
        summary: "Turn a lead into a deal; the body holds fields of the deal",
        params: z.strictObject({ id: z.string() }),
        headers,
        body: z.nullish(recordValuesSchema),
        response: { 200: z.strictObject({ lead: recordSchema, deal: recordSchema }) },
      },
    },
    async (request, to) => {
      const answer = await engine.run(({ unit }) =>
        answerOnce(unit.tx, request, async () => {
          const target = { object: "lead", id: request.params.id };
          const reading = await readingIn(unit, request.caller);
          const leads = objectNamed(reading.catalog, "lead");
          const deals = objectNamed(reading.catalog, "deal");
          const origin = originOf(request);
          const guard = readGuard(origin, request.headers["if-match"], undefined);
          const lead = await guardedRecord(unit, target, guard);
          if (lead.deletedAt !== null) throw new Refusal("not_found", `there is no lead ${lead.id}`);
          const earlier = lead.values["converted_deal"];
          if (typeof earlier === "string") throw convertedAlready(await namedDeal(reading, earlier));
          const deal = request.body ?? {};
          const [converted] = await convertLeads(unit, [{ lead, deal, origin }]);
          const made = recordOf(converted?.deal);
          await unit.flush();
          const body = {
            lead: await presentRecord(reading, leads, converted?.lead ?? lead),
            deal: await presentRecord(reading, deals, made),
          };
          return { status: 200, body };
        }),
      );
      return reply(to, answer);
    },
  );
};

const convertedAlready = (deal: string | null): Refusal =>
  new Refusal("conflict", `the lead was converted already${deal === null ? "" : `, to the deal ${deal}`}`);

/** The deal that the lead became, for who may see that it is there. */
const namedDeal = async ({ tx, rights, whole, catalog }: Reading, id: string): Promise<string | null> => {
  if (catalog.model.objects.get("lead")?.fields.has("converted_deal") !== true) return null;
  const readable = await readableIds(tx, { rights, model: whole, object: "deal" }, [id]);
  return readable.has(id) ? id : null;
};
