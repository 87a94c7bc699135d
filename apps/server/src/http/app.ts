import helmet from "@fastify/helmet";
import fastify, { LogController, type FastifyInstance } from "fastify";
import { resetRoutes } from "../features/access/passwords/reset.routes.ts";
import { loginRoutes } from "../features/access/sessions/login.routes.ts";
import { setupRoutes, type ChooseContent } from "../features/access/setup/setup.routes.ts";
import { chooseContent } from "../features/demo/index.ts";
import type { LiveSettings } from "../features/live/feed.ts";
import { liveRoutes } from "../features/live/live.routes.ts";
import { hookRoutes } from "../features/automation/webhook/hooks.routes.ts";
import type { Engine } from "../features/automation/index.ts";
import { systemTimer } from "../platform/clock/index.ts";
import type { Log } from "../platform/log/index.ts";
import { boundArrival } from "./arrival.ts";
import { requireCaller } from "./authentication.ts";
import { answerError, answerNotFound } from "./error-handler.ts";
import { healthRoutes } from "./health.routes.ts";
import { readJsonOnly } from "./json-body.ts";
import { GENEROUS, installLimits, type LimitSettings } from "./limits.ts";
import { completeSchemas, installDocs } from "./openapi.ts";
import { guardDoors } from "./rights-guard.ts";
import { ROUTES } from "./routes.ts";
import { answerWithPage, serveWebApp } from "./web-app/serve-web-app.ts";
import { serializerCompiler, validatorCompiler } from "./validation.ts";

export interface HttpOptions {
  readonly engine: Engine;
  readonly log: Log;
  readonly limits?: Partial<LimitSettings>;
  /** What fills the workspace at the first start; the real demo unless given. */
  readonly chooseContent?: ChooseContent;
  /** How live updates are paced. */
  readonly live?: Partial<LiveSettings>;
  /** Judge answers by their schemas too; for tests. */
  readonly checkAnswers?: boolean;
}

const BODY_LIMIT = 5 * 1024 * 1024;
/** A file of 10 MiB over a line of 1 Mbit/s takes 84 seconds; what is no file has ARRIVAL. */
const REQUEST_TIMEOUT = 120_000;
/** Longer than any statement may take in the database. */
const HANDLER_TIMEOUT = 90_000;
const PREFIX = "/api/v1";

/** The whole HTTP side on one engine; `listen` or `inject` it. */
export const buildHttp = async ({
  engine,
  log,
  limits = {},
  chooseContent: choose = chooseContent,
  live = {},
  checkAnswers = false,
}: HttpOptions): Promise<FastifyInstance> => {
  const app = fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_TIMEOUT,
    handlerTimeout: HANDLER_TIMEOUT,
    frameworkErrors: answerError,
    return503OnClosing: true,
    forceCloseConnections: "idle",
  }) as unknown as FastifyInstance;
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler(checkAnswers));
  app.setErrorHandler(answerError);
  app.setNotFoundHandler((request, reply) => {
    if (!answerWithPage(request, reply)) answerNotFound(request, reply);
  });
  readJsonOnly(app);
  boundArrival(app, systemTimer);
  await app.register(helmet, {
    // Plain HTTP on a private network must work; who terminates TLS in front sets this there.
    strictTransportSecurity: false,
    contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } },
  });
  const counts = await installLimits(app, { ...GENEROUS, ...limits });
  await installDocs(app);
  await serveWebApp(app);
  await app.register(
    async (api) => {
      completeSchemas(api);
      await api.register(healthRoutes, { engine });
      await api.register(hookRoutes, { engine, limits: counts });
      await api.register(loginRoutes, { engine });
      await api.register(resetRoutes, { engine });
      await api.register(setupRoutes, { engine, limits: counts, chooseContent: choose });
      await api.register(async (keyed) => {
        requireCaller(keyed, engine.workspace, counts);
        guardDoors(keyed, { workspace: engine.workspace, prefix: PREFIX });
        keyed.setNotFoundHandler(answerNotFound);
        await keyed.register(liveRoutes, { engine, live });
        for (const routes of ROUTES) await keyed.register(routes, { engine });
      });
    },
    { prefix: PREFIX },
  );
  await app.ready();
  return app;
};
