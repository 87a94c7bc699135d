import { fieldSchema, newFieldSchema, newObjectSchema, objectSchema } from "@cadencia/contracts/api";
import type { Field, ObjectType } from "@cadencia/core/model";
import { restrictModel } from "@cadencia/core/rights";
import type { FastifyRequest } from "fastify";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import * as z from "zod";
import { answerOnce, reply } from "../access/index.ts";
import type { Engine } from "../automation/index.ts";
import { readRights } from "../records/index.ts";
import { inTransaction } from "../../platform/workspace/index.ts";
import { readCatalog } from "./catalog.ts";
import { changeModel } from "./change-model.ts";
import { createField, createObject, knownObject } from "./objects.service.ts";

const tags = ["model"];
const params = z.strictObject({ object: z.string() });
const headers = z.looseObject({ "idempotency-key": z.exactOptional(z.string()) });

/** The object registry: what a workspace keeps, and how admins add to it while it runs. */
export const objectRoutes: FastifyPluginAsyncZod<{ engine: Engine }> = async (
  api,
  { engine: { workspace } },
) => {
  /** As the caller sees it: hidden fields are not told of. */
  const readModel = ({ caller }: FastifyRequest) =>
    inTransaction(workspace, async (tx) => {
      const catalog = await readCatalog(tx);
      return restrictModel(catalog.model, await readRights(tx, catalog, caller.user));
    });

  api.get(
    "/objects",
    {
      schema: {
        tags,
        summary: "Every object with its fields",
        response: { 200: z.strictObject({ items: z.array(objectSchema) }) },
      },
    },
    async (request) => ({ items: [...(await readModel(request)).objects.values()].map(presentObject) }),
  );

  api.get(
    "/objects/:object",
    { schema: { tags, summary: "One object with its fields", params, response: { 200: objectSchema } } },
    async (request) => presentObject(knownObject(await readModel(request), request.params.object)),
  );

  api.post(
    "/objects",
    {
      schema: {
        tags,
        summary: "Add a custom object",
        headers,
        body: newObjectSchema,
        response: { 201: objectSchema },
      },
    },
    async (request, to) => {
      const answer = await changeModel(workspace, (tx) =>
        answerOnce(tx, request, async () => {
          const body = presentObject(await createObject(tx, request.body));
          return { status: 201, body, headers: { Location: `/api/v1/objects/${body.key}` } };
        }),
      );
      return reply(to, answer);
    },
  );

  api.post(
    "/objects/:object/fields",
    {
      schema: {
        tags,
        summary: "Add a custom field to an object",
        params,
        headers,
        body: newFieldSchema,
        response: { 201: fieldSchema },
      },
    },
    async (request, to) => {
      const answer = await changeModel(workspace, (tx) =>
        answerOnce(tx, request, async () => {
          const field = await createField(tx, request.params.object, request.body);
          return { status: 201, body: presentField(field) };
        }),
      );
      return reply(to, answer);
    },
  );
};

const presentObject = ({
  key,
  label,
  custom,
  fields,
  reverse,
}: ObjectType): z.infer<typeof objectSchema> => ({
  key,
  label,
  custom: custom === true,
  fields: [...fields.values()].map(presentField),
  relations: [...reverse.values()].map(({ name, object, fields: over }) => ({
    name,
    object,
    fields: [...over],
  })),
});

const presentField = (field: Field): z.infer<typeof fieldSchema> => ({
  key: field.key,
  label: field.label,
  type: field.type,
  ...(field.options === undefined ? {} : { options: [...field.options] }),
  ...(field.to === undefined ? {} : { to: field.to }),
  required: field.required === true,
  default: field.default ?? null,
  custom: field.custom === true,
  read_only: field.readOnly === true,
});
