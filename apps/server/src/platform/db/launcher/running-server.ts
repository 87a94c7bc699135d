import { rmSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { DatabaseError } from "../errors.ts";
import type { Layout } from "./layout.ts";
import { isPostmaster, type PostmasterFile, readPostmasterFile } from "./postmaster.ts";
import { pause } from "./real-time.ts";

const answerPatience = 10_000;

/** The live server of this directory, waited for while it starts; undefined when there is none. */
export async function findRunning(layout: Layout): Promise<PostmasterFile | undefined> {
  const deadline = performance.now() + answerPatience;
  for (;;) {
    const file = readPostmasterFile(layout.data);
    if (file === undefined || !isPostmaster(file.pid, layout.data)) return undefined;
    refuseForeign(file, layout);
    // A server that was just killed is still seen for some milliseconds: only one that answers is joined.
    if (file.ready && (await answers(file))) return file;
    if (file.ready && performance.now() > deadline) refuseSilent(file, layout);
    await pause(10);
  }
}

function answers({ socketDirectory }: PostmasterFile): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(join(socketDirectory, ".s.PGSQL.5432"));
    socket.on("error", () => resolve(false));
    socket.on("connect", () => {
      socket.destroy();
      resolve(true);
    });
  });
}

function refuseSilent({ pid, socketDirectory }: PostmasterFile, layout: Layout): never {
  const why = `its server, process ${pid}, does not answer at ${socketDirectory}`;
  throw new DatabaseError("DB_DIRECTORY_BUSY", { where: layout.data, why });
}

/** Somebody started PostgreSQL by hand on our data: with other settings, perhaps open to the network. */
function refuseForeign(file: PostmasterFile, layout: Layout): void {
  const complete = file.socketDirectory !== "";
  if (!complete || (file.listenAddress === "" && file.port === "5432")) return;
  const why = `a PostgreSQL that Cadencia did not start runs there, process ${file.pid}`;
  throw new DatabaseError("DB_DIRECTORY_BUSY", { where: layout.data, why });
}

/** A fast shutdown: open transactions are rolled back, everything committed is on disk when it returns. */
export async function stopServer(layout: Layout): Promise<void> {
  const file = readPostmasterFile(layout.data);
  if (file === undefined || !isPostmaster(file.pid, layout.data)) return;
  signal(file.pid, "SIGINT");
  const deadline = performance.now() + 60_000;
  let forced = false;
  while (isPostmaster(file.pid, layout.data)) {
    if (!forced && performance.now() > deadline) {
      // An immediate shutdown loses nothing: the next start replays the log.
      signal(file.pid, "SIGQUIT");
      forced = true;
    }
    await pause(3);
  }
  if (file.socketDirectory !== layout.socket) rmSync(file.socketDirectory, { recursive: true, force: true });
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
