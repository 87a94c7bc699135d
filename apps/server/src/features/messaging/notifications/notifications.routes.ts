import {
  DEFAULT_PAGE_SIZE,
  notificationPageSchema,
  pageQueryShape,
  readNotificationsSchema,
} from "@cadencia/contracts/api";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import * as z from "zod";
import { invalid } from "../../../platform/errors/index.ts";
import { inTransaction } from "../../../platform/workspace/index.ts";
import type { Engine } from "../../automation/index.ts";
import { countUnread, markRead, readInbox } from "./inbox.repo.ts";

const tags = ["notifications"];
/** A badge says "99+". */
const COUNTED = 100;

/** What the product and its automations tell a user: each sees and marks their own alone. */
export const notificationRoutes: FastifyPluginAsyncZod<{ engine: Engine }> = async (
  api,
  { engine: { workspace } },
) => {
  api.get(
    "/notifications",
    {
      schema: {
        tags,
        summary: "What I was told, the newest first",
        querystring: z.strictObject(pageQueryShape),
        response: { 200: notificationPageSchema },
      },
    },
    ({ query: { cursor, limit = DEFAULT_PAGE_SIZE }, caller: { user } }) =>
      inTransaction(workspace, async (tx) => {
        const found = await readInbox(tx, user, { before: seqIn(cursor), limit: limit + 1 });
        const page = found.slice(0, limit);
        return {
          items: page.map(({ id, at, text, object, record, automation, read }) => ({
            id,
            at,
            text,
            record: object === null || record === null ? null : { object, id: record },
            automation,
            read,
          })),
          next: found.length > limit ? String(page.at(-1)?.seq) : null,
          unread: await countUnread(tx, user, COUNTED),
        };
      }),
  );

  api.post(
    "/notifications/read",
    {
      schema: {
        tags,
        summary: "Mark as read: these, or all where none are named",
        body: readNotificationsSchema,
        response: { 204: z.undefined() },
      },
    },
    async ({ body: { ids = null }, caller: { user } }, reply) => {
      await inTransaction(workspace, (tx) => markRead(tx, user, ids));
      return reply.code(204).send();
    },
  );
};

const seqIn = (cursor: string | undefined): number | null => {
  if (cursor === undefined) return null;
  if (/^\d{1,15}$/.test(cursor)) return Number(cursor);
  const message = "this cursor is no cursor; take it from `next` of the page before";
  throw invalid([{ field: "cursor", code: "wrong_value", message }]);
};
