import { createHash } from "node:crypto";
import { newPasswordSchema, resetRequestSchema } from "@cadencia/contracts/api";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import * as z from "zod";
import type { Engine } from "../../automation/index.ts";
import { refuseCrossSite } from "../same-origin.ts";
import { callerAddress } from "../sessions/connection.ts";
import { sendDevice } from "../sessions/cookies.ts";
import { countRequest } from "./check-password.ts";
import { mailResetLink } from "./reset-link.ts";
import { useResetLink } from "./use-reset-link.ts";

const tags = ["session"];

/** Under it requests for links are counted by caller; no address has this hash. */
const LINKS = createHash("sha256").update("\u0000links").digest();

/** For whoever has forgotten the password, or never had one. */
export const resetRoutes: FastifyPluginAsyncZod<{ engine: Engine }> = async (
  api,
  { engine: { workspace } },
) => {
  api.addHook("onRequest", async (request) => refuseCrossSite(request, { strict: false }));

  // Mails are queued after the answer, so that its time does not tell whether anybody has the address.
  const underWay = new Set<Promise<void>>();
  api.addHook("onClose", async () => void (await Promise.allSettled(underWay)));

  api.post(
    "/password-reset",
    {
      schema: {
        tags,
        summary: "Mail a link that sets a password; answered the same for an address that nobody has",
        security: [],
        body: resetRequestSchema,
        response: { 202: z.strictObject({ status: z.literal("accepted") }) },
      },
    },
    async (request, reply) => {
      await countRequest(workspace, LINKS, callerAddress(request));
      const mail = mailResetLink(workspace, request.body.email).catch((error: unknown) => {
        request.log.error({ err: error }, "a link for a new password could not be mailed");
      });
      underWay.add(mail);
      void mail.finally(() => underWay.delete(mail));
      void reply.code(202);
      return { status: "accepted" } as const;
    },
  );

  api.post(
    "/password",
    {
      schema: {
        tags,
        summary: "Set a password with the token of a mailed link; all sessions of the user end",
        security: [],
        body: newPasswordSchema,
        response: { 204: z.undefined() },
      },
    },
    async (request, reply) => {
      sendDevice(reply, await useResetLink(workspace, request.body));
      return reply.code(204).send();
    },
  );
};
