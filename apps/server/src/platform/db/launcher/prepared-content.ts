import type { ClientConfig } from "pg";
import { connectionTo } from "./connection-to.ts";
import { prepareLayout } from "./layout.ts";
import { stopServer } from "./running-server.ts";
import { spawnServer, type SpawnNeeds } from "./spawn-server.ts";
import { tieToThisProcess } from "./tether.ts";

/** Tables that every throw-away server of a kind starts with: made once, then copied with the template. */
export interface PreparedContent {
  /** Names what is in it: what is made differently has another name. */
  readonly name: string;
  readonly make: (connection: ClientConfig) => Promise<void>;
}

/** Puts the content into the fresh data directory `data` of the folder `root`, with a server that runs for it alone. */
export async function putContent(
  root: string,
  content: PreparedContent,
  { binaries, user }: Pick<SpawnNeeds, "binaries" | "user">,
): Promise<void> {
  const layout = prepareLayout(root, user);
  const socketDirectory = await spawnServer({ layout, user, binaries, throwAway: true });
  const tether = tieToThisProcess(layout, socketDirectory);
  try {
    await content.make(connectionTo(socketDirectory));
  } finally {
    await stopServer(layout);
    tether.release();
  }
}
