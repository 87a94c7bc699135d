import type { ClientConfig } from "pg";
import type { DatabaseLog } from "../log.ts";
import { watchForCrash } from "./crash-watch.ts";
import { superuser } from "./initialise.ts";
import { prepareLayout } from "./layout.ts";
import { joinServer, type Launch, leaveServer, reviveServer } from "./membership.ts";
import { chooseServerUser } from "./server-user.ts";
import { tieToThisProcess } from "./tether.ts";

export interface EmbeddedOptions {
  /** Holds the data, the socket, the log and the locks; made when missing. */
  readonly directory: string;
  /** For tests and scenario runs: fast, not durable, removed at stop, and gone with this process. */
  readonly throwAway?: boolean;
  readonly log: DatabaseLog;
}

export interface EmbeddedServer {
  readonly connection: ClientConfig;
  /** Ends our use of the server, and the server itself when nobody else uses it. End pools first. */
  readonly stop: () => Promise<void>;
}

/** Runs a private PostgreSQL on a directory, or joins the one that runs there already. */
export async function startEmbedded({
  directory,
  throwAway = false,
  log,
}: EmbeddedOptions): Promise<EmbeddedServer> {
  const user = chooseServerUser();
  const launch: Launch = { layout: prepareLayout(directory, user), user, throwAway, log };
  const { socketDirectory, hold, spawned } = await joinServer(launch);
  const tether = throwAway && spawned ? tieToThisProcess(launch.layout, socketDirectory) : undefined;
  const watch = watchForCrash(launch, () => reviveServer(launch));

  const stop = async (): Promise<void> => {
    await watch.stop();
    await leaveServer(launch, hold);
    tether?.release();
  };
  let stopping: Promise<void> | undefined;
  return {
    // PGSSLMODE in the operator's environment is meant for other servers.
    connection: { host: socketDirectory, port: 5432, user: superuser, database: "postgres", ssl: false },
    stop: () => (stopping ??= stop()),
  };
}
