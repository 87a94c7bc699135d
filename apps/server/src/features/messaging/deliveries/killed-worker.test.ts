import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { buildWorkspace, queueMails, workOf } from "../testing/workspace.ts";
import { deliverDue } from "./deliver-due.ts";
import { readHandedOver } from "./effects.repo.ts";
import { recordingTransport } from "../transports/recording.ts";

const worker = fileURLToPath(new URL("../testing/die-while-sending.ts", import.meta.url));

test("a worker killed while it hands a mail over leaves that one uncertain and all others to be sent", async () => {
  const home = await buildWorkspace();
  try {
    const steps = [await queueMails(home, ["first"]), await queueMails(home, ["second"])];
    const child = spawn(process.execPath, [worker, home.url, home.workspace.schemaName], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await once(child.stdout, "data");
    const gone = once(child, "exit");
    child.kill("SIGKILL");
    await gone;

    const work = workOf(home, [recordingTransport(home.workspace, "email")]);
    await deliverDue(work);
    expect(work.finished).toEqual([{ step: steps[1], status: "done" }]);
    home.clock.advanceTo(home.clock.now().add({ minutes: 2 }));
    await deliverDue(work);
    expect(work.finished[1]).toMatchObject({ step: steps[0], status: "uncertain" });

    const handed = await home.inTx((tx) => readHandedOver(tx, { afterSeq: 0 }));
    expect(handed.map(({ payload, state }) => [payload.to, state])).toEqual([
      ["second", "sent"],
      ["first", "uncertain"],
    ]);
  } finally {
    await home.close();
  }
});
