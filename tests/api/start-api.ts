import { createApiKey } from "../../apps/server/src/features/access/index.ts";
import type { Clock } from "../../apps/server/src/platform/clock/index.ts";
import { readConfig } from "../../apps/server/src/platform/config/index.ts";
import { openTestDatabase } from "../../apps/server/src/platform/db/testing.ts";
import { createLog } from "../../apps/server/src/platform/log/index.ts";
import { openCadencia, type Cadencia } from "../../apps/server/src/server.ts";
import { buildHttp, type HttpOptions } from "../../apps/server/src/http/app.ts";
import type { LimitSettings } from "../../apps/server/src/http/limits.ts";

type App = Awaited<ReturnType<typeof buildHttp>>;

export interface Answered {
  readonly status: number;
  // Tests look into answers of every shape.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly body: any;
  readonly headers: Readonly<Record<string, unknown>>;
}

export interface TestApi {
  readonly app: App;
  readonly cadencia: Cadencia;
  readonly key: string;
  /** `call("POST records/deal", {title: …})`; paths are below /api/v1. */
  readonly call: (line: string, body?: unknown, headers?: Record<string, string>) => Promise<Answered>;
  readonly close: () => Promise<void>;
}

/** The whole server on a database of its own, without a socket. */
export const startApi = async (
  limits: Partial<LimitSettings> = {},
  { clock, ...http }: { readonly clock?: Clock } & Pick<HttpOptions, "chooseContent" | "live"> = {},
): Promise<TestApi> => {
  const database = await openTestDatabase({ workspace: "main" });
  const config = { ...readConfig({}), databaseUrl: database.url };
  const cadencia = await openCadencia({ config, ...(clock === undefined ? {} : { clock }) });
  const app = await buildHttp({
    engine: cadencia.engine,
    log: createLog(),
    limits,
    checkAnswers: true,
    ...http,
  });
  const { secret } = await createApiKey(cadencia.workspace, { name: "test" });
  return {
    app,
    cadencia,
    key: secret,
    call: (line, body, headers = {}) =>
      call(app, { line, body, headers: { authorization: `Bearer ${secret}`, ...headers } }),
    close: async () => {
      await app.close();
      await cadencia.close();
      await database.close();
    },
  };
};

const call = async (
  app: App,
  { line, body, headers }: { line: string; body: unknown; headers: Record<string, string> },
): Promise<Answered> => {
  const [method, path] = line.split(" ") as ["GET" | "POST" | "PUT" | "PATCH" | "DELETE", string];
  const answer = await app.inject({
    method,
    url: path.startsWith("/") ? path : `/api/v1/${path}`,
    headers,
    ...(body === undefined ? {} : { payload: body as object }),
  });
  return { status: answer.statusCode, body: read(answer.body), headers: answer.headers };
};

const read = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};
