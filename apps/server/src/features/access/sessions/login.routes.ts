import { callerSchema, loginSchema } from "@cadencia/contracts/api";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { Engine } from "../../automation/index.ts";
import { refuseCrossSite } from "../same-origin.ts";
import { sendDevice, sendSession } from "./cookies.ts";
import { callerOfSession } from "./find-caller.ts";
import { logIn } from "./log-in.ts";
import { presentCaller } from "./present-caller.ts";
import { visitorOf } from "./visitor.ts";
import { Refusal } from "../../../platform/errors/index.ts";

/** The way in, for whoever has no key and no session yet. */
export const loginRoutes: FastifyPluginAsyncZod<{ engine: Engine }> = async (
  api,
  { engine: { workspace } },
) => {
  api.addHook("onRequest", async (request) => refuseCrossSite(request, { strict: false }));

  api.post(
    "/session",
    {
      schema: {
        tags: ["session"],
        summary: "Log in; the session comes as a cookie",
        security: [],
        body: loginSchema,
        response: { 200: callerSchema },
      },
    },
    async (request, reply) => {
      const { email, password } = request.body;
      const opened = await logIn(workspace, { email, password, visitor: visitorOf(request) });
      sendSession(reply, opened.session);
      sendDevice(reply, opened.device);
      const caller = await callerOfSession(workspace, opened.session);
      if (caller === null) throw new Refusal("unauthenticated", "this session has ended; log in again");
      return presentCaller(workspace, caller);
    },
  );
};
