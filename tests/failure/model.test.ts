import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Lab } from "../../apps/server/src/features/scenarios/lab.ts";
import { openTestDatabase, type TestDatabase } from "../../apps/server/src/platform/db/testing.ts";
import { chanceSeed } from "../testkit/seed.ts";
import { runOnEngine, START } from "./model/engine-run.ts";
import { Reference } from "./model/reference.ts";
import { CONTACTS, DEALS, sequence, type Sequence } from "./model/sequences.ts";

const SEQUENCES = Number(process.env["CADENCIA_SEQUENCES"] ?? 100);
const SEED = chanceSeed();

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const runOnReference = ({ rules, commands }: Sequence): string[] => {
  const reference = new Reference(rules, { deals: DEALS, contacts: CONTACTS });
  let now = 0;
  for (const command of commands) {
    if (command.do === "contact") reference.saveContact(command.contact, command.gold);
    if (command.do === "pass") reference.passTo((now += command.hours));
    if (command.do === "deal") {
      const { closedIn, ...change } = command.change;
      const closedAt = closedIn === undefined || closedIn === null ? closedIn : now + closedIn;
      reference.saveDeal(command.deal, closedAt === undefined ? change : { ...change, closedAt });
    }
  }
  return reference.effects;
};

test(
  `${SEQUENCES} random sequences of saves, time and crashes with two workers have the effects of the reference model`,
  { timeout: 60_000 + SEQUENCES * 2000 },
  async () => {
    const lab = new Lab({ prefix: "model_", openPool: () => database.pool });
    let effects = 0;
    console.log(`model: seed ${SEED}`);
    await fc.assert(
      fc.asyncProperty(sequence, (given) =>
        lab.use(START, async (workspace) => {
          const wanted = runOnReference(given);
          effects += wanted.length;
          expect((await runOnEngine(workspace, given)).toSorted()).toEqual(wanted.toSorted());
        }),
      ),
      {
        numRuns: SEQUENCES,
        seed: SEED,
        // A counterexample is made smaller only as long as there is time to tell of it.
        interruptAfterTimeLimit: 30_000 + SEQUENCES * 1000,
        markInterruptAsFailure: true,
      },
    );
    console.log(`model: ${SEQUENCES} sequences, ${effects} effects`);
  },
);
