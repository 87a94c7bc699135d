import { callerSchema, setupSchema, setupStateSchema, type SetupPayload } from "@cadencia/contracts/api";
import type { FastifyRequest } from "fastify";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { Refusal } from "../../../platform/errors/index.ts";
import { holidayCountries } from "../../../platform/holidays/index.ts";
import {
  DEFAULT_SETTINGS,
  inTransaction,
  type WorkspaceSettings,
} from "../../../platform/workspace/index.ts";
import type { Engine } from "../../automation/index.ts";
import { readCatalog, refuseUnknownCountry } from "../../objects/index.ts";
import { authenticate } from "../api-keys/api-keys.service.ts";
import { refuseCrossSite } from "../same-origin.ts";
import { sendDevice, sendSession } from "../sessions/cookies.ts";
import { callerOfSession } from "../sessions/find-caller.ts";
import { openSession } from "../sessions/open-session.ts";
import { presentCaller } from "../sessions/present-caller.ts";
import { visitorOf } from "../sessions/visitor.ts";
import { isLocal } from "./local.ts";
import { refuseWeakPassword } from "../passwords/password-rules.ts";
import { isWaiting, takeWorkspace, taken } from "./take-workspace.ts";

/** Makes a fresh workspace what was chosen: one with the demo, or an empty one. */
export type ChooseContent = (
  engine: Engine,
  choice: {
    readonly content: SetupPayload["content"];
    readonly place: Partial<Pick<WorkspaceSettings, "locale" | "timeZone" | "currency" | "holidays">>;
  },
) => Promise<void>;

export interface SetupOptions {
  readonly engine: Engine;
  readonly limits: {
    readonly countGuess: (request: FastifyRequest) => Promise<void>;
    readonly refuseGuessing: (request: FastifyRequest) => Promise<void>;
  };
  readonly chooseContent: ChooseContent;
}

const tags = ["setup"];

/** The first start: from a workspace that nobody can log in to, to an administrator who has. */
export const setupRoutes: FastifyPluginAsyncZod<SetupOptions> = async (
  api,
  { engine, limits, chooseContent },
) => {
  const { workspace } = engine;
  api.addHook("onRequest", async (request) => refuseCrossSite(request, { strict: false }));

  api.get(
    "/setup",
    {
      schema: {
        tags,
        summary: "Whether the workspace still waits for its administrator",
        security: [],
        response: { 200: setupStateSchema },
      },
    },
    async (request) => {
      const waiting = await isWaiting(engine);
      return {
        waiting,
        key_required: !isLocal(request),
        demo: true,
        countries: waiting ? [...(await holidayCountries())] : [],
      };
    },
  );

  api.post(
    "/setup",
    {
      schema: {
        tags,
        summary:
          "Become the administrator of a fresh workspace; from another machine with the key that the first start printed",
        security: [],
        body: setupSchema,
        response: { 201: callerSchema },
      },
      // A demo of twelve months takes longer than any other request.
      handlerTimeout: 300_000,
    },
    async (request, reply) => {
      const { name, email, password, language, timezone, currency, holidays, content } = request.body;
      await refuseStrangers(request);
      if (!(await isWaiting(engine))) throw taken();
      if (typeof holidays === "string") await refuseUnknownCountry(holidays);
      // Before it is anybody's: where filling it breaks off, the first start can be made again.
      refuseWeakPassword(password, email);
      const place = { locale: language, timeZone: timezone, currency, holidays };
      await chooseContent(engine, { content, place });
      const user = await takeWorkspace(engine, {
        email,
        password,
        values: { name, locale: language, timezone },
        settings: { ...place, ...(await newPublicUrl(request)) },
      });
      const visitor = visitorOf(request);
      const opened = await inTransaction(workspace, (tx) => openSession(tx, user, visitor));
      sendSession(reply, opened.session);
      sendDevice(reply, opened.device);
      const caller = await callerOfSession(workspace, opened.session);
      if (caller === null) throw new Refusal("unauthenticated", "this session has ended; log in again");
      void reply.code(201);
      return presentCaller(workspace, caller);
    },
  );

  /** Links in mails lead to where the administrator found the server, until somebody says otherwise. */
  const newPublicUrl = async ({ headers: { origin } }: FastifyRequest) => {
    const { settings } = await inTransaction(workspace, readCatalog);
    const isSet = settings.publicUrl !== DEFAULT_SETTINGS.publicUrl;
    return isSet || origin === undefined ? {} : { publicUrl: origin };
  };

  const refuseStrangers = async (request: FastifyRequest): Promise<void> => {
    const { authorization } = request.headers;
    if (authorization === undefined && isLocal(request)) return;
    const caller = await authenticate(workspace, authorization?.replace(/^bearer /i, "") ?? "");
    if (caller?.role === "admin") return;
    await limits.refuseGuessing(request);
    await limits.countGuess(request);
    const message = "send the key that the first start printed, in the header Authorization: Bearer KEY";
    throw new Refusal("unauthenticated", message);
  };
};
