import {
  DEFAULT_PAGE_SIZE,
  outboxMessageSchema,
  outboxQueryShape,
  outboxSchema,
} from "@cadencia/contracts/api";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import * as z from "zod";
import { inTransaction } from "../../platform/workspace/index.ts";
import { idIn, type Engine } from "../automation/index.ts";
import { readMessage, readOutboxPage } from "./outbox.ts";

const tags = ["messages"];
const CHATS = ["telegram", "whatsapp", "webchat"];

/** Every message that was sent or captured, as its recipient sees it. */
export const outboxRoutes: FastifyPluginAsyncZod<{ engine: Engine }> = async (api, { engine }) => {
  const { workspace, captures } = engine;

  api.get(
    "/outbox",
    {
      schema: {
        tags,
        summary: "Messages that were sent, captured or held back, the newest first",
        querystring: z.strictObject(outboxQueryShape),
        response: { 200: outboxSchema },
      },
    },
    ({ query, caller: { user } }) =>
      inTransaction(workspace, (tx) => {
        const { channel, state, automation = null, text = null, limit = DEFAULT_PAGE_SIZE } = query;
        const asked = {
          channels: channel === undefined ? null : channel === "chat" ? CHATS : [channel],
          states: state === undefined ? null : state === "queued" ? ["queued", "sending"] : [state],
          automation,
          record: idIn("record", query.record),
          text,
          before: idIn("cursor", query.cursor),
          limit,
        };
        return readOutboxPage(tx, asked, { user, captures });
      }),
  );

  api.get(
    "/outbox/:id",
    {
      schema: {
        tags,
        summary: "One message as its recipient sees it, with what became of it",
        params: z.strictObject({ id: z.string() }),
        response: { 200: outboxMessageSchema },
      },
    },
    ({ params: { id }, caller: { user } }) => inTransaction(workspace, (tx) => readMessage(tx, id, user)),
  );
};
