import { callerSchema, passwordChangeSchema, sessionSchema } from "@cadencia/contracts/api";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import * as z from "zod";
import { Refusal } from "../../../platform/errors/index.ts";
import { inTransaction } from "../../../platform/workspace/index.ts";
import type { Engine } from "../../automation/index.ts";
import { changePassword } from "../passwords/change-password.ts";
import { clearSession, sendDevice, sendSession } from "./cookies.ts";
import { presentCaller } from "./present-caller.ts";
import { endSession, endSessions, readSessions } from "./sessions.repo.ts";
import { visitorOf } from "./visitor.ts";

const tags = ["session"];
const gone = { 204: z.undefined() };

/** What everybody may do about their own coming and going. */
export const sessionRoutes: FastifyPluginAsyncZod<{ engine: Engine }> = async (
  api,
  { engine: { workspace } },
) => {
  api.get(
    "/session",
    { schema: { tags, summary: "Who I am, and what I may do", response: { 200: callerSchema } } },
    ({ caller }) => presentCaller(workspace, caller),
  );

  api.delete(
    "/session",
    { schema: { tags, summary: "Log out", response: gone } },
    async ({ caller: { user, session } }, reply) => {
      if (session === null) throw new Refusal("conflict", "an API key has no session that could end");
      await inTransaction(workspace, (tx) => endSession(tx, user, session));
      clearSession(reply);
      return reply.code(204).send();
    },
  );

  api.post(
    "/session/password",
    {
      schema: {
        tags,
        summary: "Change my password; all my sessions end, and this browser gets a new one",
        body: passwordChangeSchema,
        response: gone,
      },
    },
    async (request, reply) => {
      const { current, password } = request.body;
      const visitor = visitorOf(request);
      const opened = await changePassword(workspace, request.caller, { current, password, visitor });
      if (request.caller.session !== null) sendSession(reply, opened.session);
      sendDevice(reply, opened.device);
      return reply.code(204).send();
    },
  );

  api.get(
    "/sessions",
    {
      schema: {
        tags,
        summary: "Where I am logged in",
        response: { 200: z.strictObject({ items: z.array(sessionSchema) }) },
      },
    },
    async ({ caller }) => {
      const rows = await inTransaction(workspace, (tx) => readSessions(tx, caller.user));
      const items = rows.map(({ id, createdAt, seenAt, address, agent }) => ({
        id,
        current: id === caller.session,
        created_at: createdAt,
        seen_at: seenAt,
        address,
        agent,
      }));
      return { items };
    },
  );

  api.delete(
    "/sessions",
    { schema: { tags, summary: "End all my sessions but this one", response: gone } },
    async ({ caller: { user, session } }, reply) => {
      await inTransaction(workspace, (tx) => endSessions(tx, user, session));
      return reply.code(204).send();
    },
  );

  api.delete(
    "/sessions/:id",
    {
      schema: {
        tags,
        summary: "End one of my sessions",
        params: z.strictObject({ id: z.uuid() }),
        response: gone,
      },
    },
    async ({ params: { id }, caller: { user, session } }, reply) => {
      const ended = await inTransaction(workspace, (tx) => endSession(tx, user, id));
      if (ended === 0) throw new Refusal("not_found", `you have no session ${id}`);
      if (id === session) clearSession(reply);
      return reply.code(204).send();
    },
  );
};
