import type { Command } from "commander";
import { readConfig } from "../platform/config/index.ts";
import { createLog } from "../platform/log/index.ts";
import { openCadencia } from "../server.ts";
import { startWorkers, type Workers } from "../workers/index.ts";
import { untilStopped } from "./until-stopped.ts";

export const registerWorker = (program: Command): void => {
  program
    .command("worker")
    .description("Start a further worker on the same database, on this machine or another.")
    .addHelpText(
      "after",
      `
Example:
  DATABASE_URL=postgres://crm:secret@db.example/crm cadencia worker

Any number of workers share the work; killing one loses nothing.
SIGTERM and SIGINT end it after what it has in hand.`,
    )
    .action(work);
};

const work = async (): Promise<void> => {
  const log = createLog();
  const stopped = untilStopped();
  let workers: Workers | undefined;
  const cadencia = await openCadencia({ config: readConfig(), log });
  try {
    workers = startWorkers(cadencia.engine, { log });
    console.log(`A worker runs on ${cadencia.database.where}. Ctrl+C stops it.`);
    await stopped;
  } finally {
    await workers?.stop();
    await cadencia.close();
  }
};
