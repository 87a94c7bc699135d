import { readFileSync } from "node:fs";
import { momentToInstant } from "@cadencia/contracts/scenario";
import { afterAll, beforeAll, expect, it } from "vitest";
import { askWhy } from "../../apps/server/src/features/automation/index.ts";
import {
  findScenarioFiles,
  Lab,
  testFile,
  type Stage,
} from "../../apps/server/src/features/scenarios/index.ts";
import { openTestDatabase, type TestDatabase } from "../../apps/server/src/platform/db/testing.ts";
import { inTransaction } from "../../apps/server/src/platform/workspace/index.ts";
import { forgetReproducible, readRefusals, type KeptRefusal } from "./refusals.repo.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

/** What `why` says at the instant of a refusal. */
const saidAt = async (stage: Stage, refusal: KeptRefusal): Promise<string[]> => {
  const answer = await askWhy(stage.engine, {
    object: null,
    record: refusal.record,
    automation: refusal.automation,
    limit: 500,
    cursor: null,
  });
  return answer.occasions
    .filter(({ at }) => Date.parse(at) === Date.parse(refusal.at))
    .map(({ outcome }) => outcome);
};

/** When somebody pressed: the journal does not tell of it. */
const pressesOf = ({ scenario }: Stage): string[] =>
  scenario.timeline
    .filter(({ verb }) => verb === "press")
    .map(({ at }) => momentToInstant(at, scenario.workspace.timezone).toString());

// Scenarios keep a trace of everything that did not start. A workspace keeps only what its journal cannot tell, and
// "why" has to find the same again: the trace is the oracle.
it("whatever a trace says did not start, the journal tells afterwards with the same reason", async () => {
  const lab = new Lab({ prefix: "why_lab_", openPool: () => database.pool });
  const files = (await findScenarioFiles(["tests/scenarios"])).filter((file) =>
    readFileSync(file, "utf8").includes("not_started"),
  );
  const seen = new Map<string, number>();
  const wrong: string[] = [];
  for (const file of files) {
    await testFile(lab, file, {
      elapsed: () => performance.now(),
      inspect: async (stage) => {
        const refusals = await inTransaction(stage.engine.workspace, readRefusals);
        await inTransaction(stage.engine.workspace, (tx) => forgetReproducible(tx, pressesOf(stage)));
        for (const refusal of refusals) {
          seen.set(refusal.reason, (seen.get(refusal.reason) ?? 0) + 1);
          const said = await saidAt(stage, refusal);
          if (!said.includes(refusal.reason)) {
            const { at, automation, record, reason } = refusal;
            const name = stage.names.nameOf(record) ?? record;
            wrong.push(
              `${file} ${at} ${automation}/${name}: ${reason}, but why says ${said.join(", ") || "nothing"}`,
            );
          }
        }
      },
    });
  }
  expect(wrong).toEqual([]);
  // The oracle itself must not fall silent.
  for (const reason of [
    "automation_inactive",
    "import_not_asked",
    "before_activation",
    "condition_false",
    "loop_guard",
    "already_active",
    "already_ran",
    "reentry_gap",
    "late",
    "record_archived",
    "exclusive_group",
  ])
    expect([...seen.keys()]).toContain(reason);
}, 300_000);
