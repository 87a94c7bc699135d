import { describe, expect, it } from "vitest";
import { saidIn } from "../../apps/web/src/features/records/automation/details/said.ts";
import { serverLines } from "./server-lines.ts";

/** They end with the reason of a field's type. */
const OF_A_VALUE = new Set(["the event's 7 7", "7.7 7"]);

/** What the server's source keeps of a step, or of a message that was not sent. */
const kept = [
  "automation/actions",
  "automation/execution",
  "automation/by-hand",
  "messaging/deliveries",
].flatMap((folder) =>
  serverLines(`features/${folder}`, [
    'new StepFailure\\(\\s*"\\w+",',
    "detail: ",
    "detail =",
    "detail \\?\\?",
    "uncertain\\(",
  ]),
);

describe("what the log keeps of a step", () => {
  it.each([...new Set(kept)].filter((line) => line !== "" && !OF_A_VALUE.has(line)))(
    "%s is told in the reader's words",
    (line) => {
      expect(saidIn(line)).not.toBeNull();
    },
  );
});
