import type { AddressInfo } from "node:net";
import type { Command } from "commander";
import type { FastifyInstance } from "fastify";
import { createFirstApiKey, isWaiting, type NewApiKey } from "../features/access/index.ts";
import { CodedError, readConfig, type Config } from "../platform/config/index.ts";
import { createLog } from "../platform/log/index.ts";
import { openCadencia } from "../server.ts";
import { startWorkers, type Workers } from "../workers/index.ts";
import { untilStopped } from "./until-stopped.ts";

export const registerStart = (program: Command): void => {
  program
    .command("start")
    .description("Start the web server, with a worker in the same process.")
    .addHelpText(
      "after",
      `
Examples:
  cadencia start
  PORT=8080 HOST=0.0.0.0 cadencia start
  DATABASE_URL=postgres://crm:secret@db.example/crm cadencia start

The first start makes the workspace, waits in the browser for its administrator, and prints a key for the API, once.
CADENCIA_ADMIN_EMAIL and CADENCIA_ADMIN_PASSWORD name the administrator without the browser.
SIGTERM and SIGINT end it cleanly: what has begun is finished.`,
    )
    .action(start);
};

const start = async (): Promise<void> => {
  const config = readConfig();
  const log = createLog();
  const stopped = untilStopped();
  let workers: Workers | undefined;
  // Making the database and reading the web server's code take a second each, and need not wait for each other.
  const [cadencia, { buildHttp, buildWebApp, DOCS_PATH }] = await Promise.all([
    openCadencia({ config, log }),
    import("../http/index.ts"),
  ]);
  try {
    const app = await buildHttp({ engine: cadencia.engine, log });
    await listen(app, config);
    void buildWebApp(log);
    workers = startWorkers(cadencia.engine, { log });
    const key = await createFirstApiKey(cadencia.workspace);
    greet({
      address: addressOf(app, config),
      docs: DOCS_PATH,
      data: cadencia.database.where,
      key,
      waiting: await isWaiting(cadencia.engine),
    });
    await stopped;
    await app.close();
  } finally {
    await workers?.stop();
    await cadencia.close();
  }
};

const listen = async (app: FastifyInstance, { host, port }: Config): Promise<void> => {
  try {
    await app.listen({ host, port });
  } catch (error) {
    throw asListenError(error, { host, port });
  }
};

/** Exit codes of sysexits: 69 unavailable, 77 no permission, 78 configuration. */
const asListenError = (error: unknown, { host, port }: Pick<Config, "host" | "port">): unknown => {
  switch ((error as NodeJS.ErrnoException).code) {
    case "EADDRINUSE": {
      const line = `port ${port} on ${host} is in use. Stop what listens there, or choose another port, such as PORT=${port + 1}.`;
      return new CodedError({ code: "HTTP_PORT_IN_USE", exitCode: 69, line, cause: error });
    }
    case "EACCES": {
      const line = `this user may not listen on port ${port}. Choose one above 1023, such as PORT=4600.`;
      return new CodedError({ code: "HTTP_PORT_FORBIDDEN", exitCode: 77, line, cause: error });
    }
    case "EADDRNOTAVAIL":
    case "ENOTFOUND": {
      const line = `HOST is "${host}", which is no address of this machine. Use HOST=127.0.0.1 or HOST=0.0.0.0.`;
      return new CodedError({ code: "HTTP_HOST_UNKNOWN", exitCode: 78, line, cause: error });
    }
    default:
      return error;
  }
};

const EVERYWHERE = new Set(["127.0.0.1", "::1", "0.0.0.0", "::", "localhost"]);

const addressOf = (app: FastifyInstance, { host }: Config): string => {
  const { port } = app.server.address() as AddressInfo;
  if (EVERYWHERE.has(host)) return `http://localhost:${port}`;
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
};

interface Greeting {
  readonly address: string;
  readonly docs: string;
  readonly data: string;
  readonly key: NewApiKey | null;
  /** Nobody has a password yet. */
  readonly waiting: boolean;
}

const greet = ({ address, docs, data, key, waiting }: Greeting): void => {
  console.log(`Cadencia runs at ${address}`);
  console.log(
    waiting
      ? "  begin   open it in a browser on this machine: it makes you the administrator"
      : "  log in  there with e-mail and password",
  );
  console.log(`  API     ${address}${docs}`);
  console.log(`  data    ${data}`);
  if (key === null) {
    console.log(`  key     "cadencia api-key create --name NAME" makes one for the API`);
  } else {
    console.log(
      `  key     API key of ${key.user}, for the API and to begin from another machine. It is shown only now:`,
    );
    console.log(`          ${key.secret}`);
  }
  console.log("  stop    Ctrl+C");
};
