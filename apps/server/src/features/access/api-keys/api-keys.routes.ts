import { apiKeySchema, madeApiKeySchema, newApiKeySchema } from "@cadencia/contracts/api";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import * as z from "zod";
import type { Engine } from "../../automation/index.ts";
import { listKeys, makeKeyFor, revokeKey } from "./keys-of-caller.ts";

const tags = ["API keys"];

/** Keys with which programs come in: everybody's own, and for administrators those of all. */
export const apiKeyRoutes: FastifyPluginAsyncZod<{ engine: Engine }> = async (
  api,
  { engine: { workspace } },
) => {
  api.get(
    "/api-keys",
    {
      schema: {
        tags,
        summary: "My API keys, an administrator's everybody's, without their secrets",
        response: { 200: z.strictObject({ items: z.array(apiKeySchema) }) },
      },
    },
    async ({ caller }) => ({ items: await listKeys(workspace, caller) }),
  );

  api.post(
    "/api-keys",
    {
      schema: {
        tags,
        summary: "Make an API key; its secret is in this answer alone",
        description:
          "Takes no Idempotency-Key, for the secret is kept nowhere: where the answer was lost, revoke the key and make another. It is made by who logged in, or by a key of an administrator.",
        body: newApiKeySchema,
        response: { 201: madeApiKeySchema },
      },
    },
    async ({ caller, body }, to) => {
      const made = await makeKeyFor(workspace, caller, body);
      return to.code(201).header("cache-control", "no-store").send(made);
    },
  );

  api.delete(
    "/api-keys/:id",
    {
      schema: {
        tags,
        summary: "Revoke an API key: from the next request on it lets nobody in",
        params: z.strictObject({ id: z.uuid() }),
        response: { 204: z.undefined() },
      },
    },
    async ({ params: { id }, caller }, to) => {
      await revokeKey(workspace, caller, id);
      return to.code(204).send();
    },
  );
};
