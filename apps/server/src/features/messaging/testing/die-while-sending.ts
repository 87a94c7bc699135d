import { createPool } from "../../../platform/db/pool.ts";
import { deliverDue, recordingTransport } from "../index.ts";
import { openWorkspace, workOf } from "./workspace.ts";

/** A worker in a process of its own: hands one mail over, says so, and then hangs until it is killed. */
const [, , connectionString = "", schemaName = ""] = process.argv;
const pool = createPool({ connection: { connectionString } });
const home = openWorkspace({ pool, schemaName, seed: 2 });
const recording = recordingTransport(home.workspace, "email");
await deliverDue(
  workOf(home, [
    {
      channel: "email",
      async handOver(handover) {
        await recording.handOver(handover);
        process.stdout.write("handed over\n");
        return new Promise<never>(() => {});
      },
    },
  ]),
);
