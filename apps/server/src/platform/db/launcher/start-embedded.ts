import type { ClientConfig } from "pg";
import type { DatabaseLog } from "../log.ts";
import { watchForCrash } from "./crash-watch.ts";
import { connectionTo } from "./connection-to.ts";
import { prepareLayout } from "./layout.ts";
import { joinServer, type Launch, leaveServer, reviveServer } from "./membership.ts";
import type { PreparedContent } from "./prepared-content.ts";
import { chooseServerUser } from "./server-user.ts";
import { tieToThisProcess } from "./tether.ts";

export interface EmbeddedOptions {
  /** Holds the data, the socket, the log and the locks; made when missing. */
  readonly directory: string;
  /** For tests and scenario runs: fast, not durable, removed at stop, and gone with this process. */
  readonly throwAway?: boolean;
  /** What a throw-away server holds from its start. */
  readonly content?: PreparedContent;
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
  content,
  log,
}: EmbeddedOptions): Promise<EmbeddedServer> {
  const user = chooseServerUser();
  const layout = prepareLayout(directory, user);
  const launch: Launch = { layout, user, throwAway, log, ...(content === undefined ? {} : { content }) };
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
    connection: connectionTo(socketDirectory),
    stop: () => (stopping ??= stop()),
  };
}
