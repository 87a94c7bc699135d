import { createEngine } from "../../apps/server/src/features/automation/index.ts";
import { systemClock, systemRandom } from "../../apps/server/src/platform/clock/index.ts";
import { createPool } from "../../apps/server/src/platform/db/index.ts";
import { createWorkspaceHandle } from "../../apps/server/src/platform/workspace/index.ts";
import { startWorkers } from "../../apps/server/src/workers/index.ts";

/**
 * A worker in a process of its own, to be killed. It says when it is loaded and works only when it is told to, so
 * that a successor can stand ready while its predecessor still lives.
 */
const [, , connectionString = "", schemaName = ""] = process.argv;
const pool = createPool({
  connection: { connectionString },
  applicationName: "cadencia-worker",
  maxConnections: 4,
});
const workspace = createWorkspaceHandle({
  key: "test",
  schemaName,
  pool,
  clock: systemClock,
  random: systemRandom,
});
const engine = createEngine(workspace);
process.stdout.write("loaded\n");
process.stdin.once("data", () => {
  startWorkers(engine, { log: { error: (line: string) => void process.stderr.write(`${line}\n`) } });
});
