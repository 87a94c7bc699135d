import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import * as z from "zod";
import { systemTimer } from "../../platform/clock/index.ts";
import { TooOften } from "../../platform/errors/index.ts";
import type { Engine } from "../automation/index.ts";
import { Feed, LIVE, type LiveSettings } from "./feed.ts";
import { Stream } from "./stream.ts";

export interface LiveOptions {
  readonly engine: Engine;
  readonly live?: Partial<LiveSettings>;
}

/** After so many milliseconds a client whose connection ended comes back; browsers alone take three seconds. */
const AGAIN = 1_000;

const DESCRIPTION = `Events while the connection lasts, each with a name and JSON:
\`ready\` at the beginning; \`records\` {object, kind, ids, seq} of records that the caller may read, \`kind\` as in the
journal or \`gone\` for one that left the caller's sight; \`automations\` and \`configuration\` when either changed;
\`reload\` when too much happened to tell: read anew what is shown. The header Last-Event-ID, which browsers send by
themselves, goes on where the last connection ended. An event may be told twice.`;

/** What is committed, as it is committed. */
export const liveRoutes: FastifyPluginAsyncZod<LiveOptions> = async (api, { engine, live = {} }) => {
  const settings = { ...LIVE, ...live };
  const { workspace } = engine;
  const feed = new Feed({ workspace, timer: systemTimer, log: api.log, settings });
  // Streams do not end by themselves, and the server waits for them.
  api.addHook("preClose", () => feed.close());

  api.get(
    "/live",
    {
      exposeHeadRoute: false,
      schema: {
        tags: ["live"],
        summary: "What others change, as it happens (text/event-stream)",
        description: DESCRIPTION,
        response: {
          200: {
            description: "Events until the connection ends",
            content: { "text/event-stream": { schema: z.string() } },
          },
        },
      },
    },
    (request, reply) => {
      const { caller, headers } = request;
      if (feed.countOf(caller.user) >= settings.mostPerUser)
        throw new TooOften(`you listen in ${settings.mostPerUser} places already`, 30);
      reply.hijack();
      const given = Object.entries(reply.getHeaders()).filter(([, value]) => value !== undefined);
      reply.raw.writeHead(200, {
        ...(Object.fromEntries(given) as Record<string, string>),
        "Content-Type": "text/event-stream; charset=utf-8",
        "Cache-Control": "no-store, no-transform",
        // nginx would gather events until its buffer is full.
        "X-Accel-Buffering": "no",
      });
      reply.raw.flushHeaders();
      reply.raw.write(`retry: ${AGAIN}\n\n`);
      feed.add({ caller, stream: new Stream(reply.raw) }, seqIn(headers["last-event-id"]));
    },
  );
};

/** What cannot be one is older than everything: whoever sends it reads anew. */
const seqIn = (sent: string | readonly string[] | undefined): number | null => {
  if (sent === undefined || sent === "") return null;
  return typeof sent === "string" && /^\d{1,15}$/.test(sent) ? Number(sent) : 0;
};
