import {
  pageOf,
  recordChangesSchema,
  recordExcerptSchema,
  recordQuerySchema,
  recordSchema,
  recordValuesSchema,
  searchQueryShape,
} from "@cadencia/contracts/api";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import * as z from "zod";
import { answerOnce, originOf, reply } from "../access/index.ts";
import type { Engine } from "../automation/index.ts";
import { recordAsOf } from "./as-of.ts";
import { recordOf } from "./outcome.ts";
import { presentRecord, presentRecords } from "./present.ts";
import { objectNamed, read, readingIn } from "./reading.ts";
import { findRecord } from "./find-record.ts";
import { listRecords, parseFields } from "./search/index.ts";
import { guardedRecord, readGuard } from "./version-guard.ts";

const tags = ["records"];
const objectParams = z.strictObject({ object: z.string() });
export const recordParams = z.strictObject({ object: z.string(), id: z.string() });
/** Headers have many that are none of ours. */
export const guardHeaders = z.looseObject({ "if-match": z.exactOptional(z.string()) });
export const onceHeaders = z.looseObject({ "idempotency-key": z.exactOptional(z.string()) });
const nothing = z.undefined();

export const etagOf = ({ version }: { readonly version: number }): string => `"${version}"`;

/** Reading and writing records of every object, standard and custom. */
export const recordRoutes: FastifyPluginAsyncZod<{ engine: Engine }> = async (api, { engine }) => {
  const { workspace } = engine;

  api.get(
    "/records/:object",
    {
      schema: {
        tags,
        summary: "Records of an object, filtered, sorted, page by page",
        params: objectParams,
        querystring: z.strictObject(searchQueryShape),
        response: { 200: pageOf(recordExcerptSchema) },
      },
    },
    ({ params, query, caller }) =>
      read(workspace, caller, async (reading) => {
        const object = objectNamed(reading.catalog, params.object);
        const fields = parseFields(object, query.fields);
        const { records, next } = await listRecords(reading, object, { query });
        return { items: await presentRecords(reading, object, { records, fields }), next };
      }),
  );

  api.post(
    "/records/:object",
    {
      schema: {
        tags,
        summary: "Create a record",
        params: objectParams,
        headers: onceHeaders,
        body: recordValuesSchema,
        response: { 201: recordSchema },
      },
    },
    async (request, to) => {
      const answer = await engine.run(({ unit }) =>
        answerOnce(unit.tx, request, async () => {
          const reading = await readingIn(unit, request.caller);
          const object = objectNamed(reading.catalog, request.params.object);
          const [outcome] = await unit.create(object.key, [
            { input: request.body, origin: originOf(request) },
          ]);
          const body = await presentRecord(reading, object, recordOf(outcome));
          const location = `/api/v1/records/${object.key}/${body.id}`;
          return { status: 201, body, headers: { ETag: etagOf(body), Location: location } };
        }),
      );
      return reply(to, answer);
    },
  );

  api.get(
    "/records/:object/:id",
    {
      schema: {
        tags,
        summary: "One record, as it is or as it was",
        params: recordParams,
        querystring: recordQuerySchema,
        response: { 200: recordExcerptSchema, 308: nothing },
      },
    },
    async ({ params, query, caller }, to) => {
      const found = await read(workspace, caller, async (reading) => {
        const object = objectNamed(reading.catalog, params.object);
        const fields = parseFields(object, query.fields);
        const record = await findRecord(reading, object, params.id);
        if (record.mergedInto !== null) return { movedTo: record.mergedInto };
        const shown =
          query.at === undefined ? record : await recordAsOf(reading, { object, record, at: query.at });
        const [body] = await presentRecords(reading, object, { records: [shown], fields });
        return { body, etag: etagOf(shown) };
      });
      if ("movedTo" in found) return to.redirect(`/api/v1/records/${params.object}/${found.movedTo}`, 308);
      void to.header("ETag", found.etag);
      return found.body;
    },
  );

  api.patch(
    "/records/:object/:id",
    {
      schema: {
        tags,
        summary: "Change fields of a record",
        params: recordParams,
        headers: guardHeaders,
        body: recordChangesSchema,
        response: { 200: recordSchema },
      },
    },
    async (request, to) => {
      const { version, ...input } = request.body;
      const { params, headers } = request;
      const body = await engine.save(async (unit) => {
        const reading = await readingIn(unit, request.caller);
        const object = objectNamed(reading.catalog, params.object);
        await guardedRecord(
          unit,
          { object: object.key, id: params.id },
          readGuard(originOf(request), headers["if-match"], version),
        );
        const [outcome] = await unit.update(object.key, [
          { id: params.id, input, origin: originOf(request) },
        ]);
        return presentRecord(reading, object, recordOf(outcome));
      });
      void to.header("ETag", etagOf(body));
      return body;
    },
  );

  api.delete(
    "/records/:object/:id",
    {
      schema: {
        tags,
        summary: "Delete a record; it can be restored",
        params: recordParams,
        headers: guardHeaders,
        response: { 204: nothing },
      },
    },
    async (request, to) => {
      const { params, headers } = request;
      await engine.save(async (unit) => {
        const { catalog } = await readingIn(unit, request.caller);
        const object = objectNamed(catalog, params.object);
        await guardedRecord(
          unit,
          { object: object.key, id: params.id },
          readGuard(originOf(request), headers["if-match"], undefined),
        );
        const [outcome] = await unit.setDeleted(object.key, [params.id], {
          deleted: true,
          origin: originOf(request),
        });
        recordOf(outcome);
      });
      return to.code(204).send();
    },
  );
};
