import { fileNameShape, fileSchema } from "@cadencia/contracts/api";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import * as z from "zod";
import { invalid } from "../../platform/errors/index.ts";
import { answerOnce, originOf, reply } from "../access/index.ts";
import type { Engine } from "../automation/index.ts";
import { objectNamed, read, readingIn } from "../records/index.ts";
import { attachment, mediaType } from "./attachment.ts";
import { addFile, deleteFile, fileContent, listFiles } from "./files.service.ts";

/** 10 MiB: they stand in the database, and each is held in memory while it comes and goes. */
const LARGEST_FILE = 10 * 1024 * 1024;
/** As long as a request may take to arrive, and what is done with it. */
const PATIENCE = 150_000;

const tags = ["files"];
const recordParams = z.strictObject({ object: z.string(), id: z.string() });
const onceHeaders = z.looseObject({ "idempotency-key": z.exactOptional(z.string()) });
const fileParams = z.strictObject({ ...recordParams.shape, file: z.uuid() });
const bytes = { "application/octet-stream": { schema: z.unknown() } };

/** Files that hang on a record: who reads it downloads them, who may edit it adds and deletes them. */
export const fileRoutes: FastifyPluginAsyncZod<{ engine: Engine }> = async (api, { engine }) => {
  const { workspace } = engine;
  // Here a body is a file, also one of JSON.
  api.removeAllContentTypeParsers();
  api.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));

  api.get(
    "/records/:object/:id/files",
    {
      schema: {
        tags,
        summary: "The files of a record, the newest first",
        params: recordParams,
        response: { 200: z.strictObject({ items: z.array(fileSchema) }) },
      },
    },
    ({ params, caller }) =>
      read(workspace, caller, async (reading) => ({ items: await listFiles(reading, params) })),
  );

  api.post(
    "/records/:object/:id/files",
    {
      bodyLimit: LARGEST_FILE,
      handlerTimeout: PATIENCE,
      config: { largeBody: true },
      schema: {
        tags,
        summary:
          "Add a file to a record: the body is its bytes, at most 10 MiB, whatever Content-Type says of them",
        consumes: ["application/octet-stream"],
        params: recordParams,
        headers: onceHeaders,
        querystring: z.strictObject(fileNameShape),
        body: z.unknown(),
        response: { 201: fileSchema },
      },
    },
    async (request, to) => {
      const content = bytesOf(request.body);
      const answer = await engine.run(({ unit }) =>
        answerOnce(unit.tx, request, async () => {
          const { catalog } = await readingIn(unit, request.caller);
          const target = { object: objectNamed(catalog, request.params.object).key, id: request.params.id };
          const body = await addFile(
            unit,
            { target, origin: originOf(request) },
            {
              name: request.query.name,
              type: mediaType(request.headers["content-type"]),
              bytes: content,
              user: request.caller.user,
            },
          );
          const Location = `/api/v1/records/${target.object}/${target.id}/files/${body.id}`;
          return { status: 201, body, headers: { Location } };
        }),
      );
      return reply(to, answer);
    },
  );

  api.get(
    "/records/:object/:id/files/:file",
    {
      handlerTimeout: PATIENCE,
      schema: {
        tags,
        summary: "Download a file, of the type and by the name that it came with",
        params: fileParams,
        response: { 200: { description: "The bytes of the file", content: bytes } },
      },
    },
    async ({ params, caller }, to) => {
      const file = await read(workspace, caller, (reading) => fileContent(reading, params, params.file));
      // Never shown as a page of this server, whatever is in it.
      return to
        .header("Content-Type", file.type)
        .header("Content-Disposition", attachment(file.name))
        .header("X-Content-Type-Options", "nosniff")
        .header("Cache-Control", "private, no-store")
        .send(file.bytes);
    },
  );

  api.delete(
    "/records/:object/:id/files/:file",
    {
      schema: {
        tags,
        summary: "Delete a file for good",
        params: fileParams,
        response: { 204: z.undefined() },
      },
    },
    async (request, to) => {
      const { file, ...place } = request.params;
      await engine.save(async (unit) => {
        const { catalog } = await readingIn(unit, request.caller);
        const target = { object: objectNamed(catalog, place.object).key, id: place.id };
        await deleteFile(unit, { target, origin: originOf(request) }, file);
      });
      return to.code(204).send();
    },
  );
};

const bytesOf = (body: unknown): Buffer => {
  if (Buffer.isBuffer(body) && body.byteLength > 0) return body;
  const message = "the body is empty; send the bytes of the file";
  throw invalid([{ field: "", code: "empty", message }]);
};
