import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Lab } from "../../apps/server/src/features/scenarios/index.ts";
import { openTestDatabase, type TestDatabase } from "../../apps/server/src/platform/db/testing.ts";
import { chanceSeed } from "../testkit/seed.ts";
import { troubledHands, type Hands } from "./histories/hands.ts";
import { history, scenarioOf, type History } from "./histories/history.ts";
import { rehearsed } from "./histories/rehearsed.ts";
import { tell, type Telling } from "./histories/tellings.ts";

/** Each is told twice, at some half a second a time. */
const SEQUENCES = Number(process.env["CADENCIA_SEQUENCES"] ?? 40);
const SEED = chanceSeed();

let database: TestDatabase;
let lab: Lab;
beforeAll(async () => {
  database = await openTestDatabase();
  lab = new Lab({ prefix: "history_", openPool: () => database.pool });
});
afterAll(() => database.close());

const NOTHING = { told: 0, refused: 0, effects: 0, strikes: 0, broken: 0 };
const tally = { ...NOTHING };

/** Runs as many histories, of which what `differs` says of two tellings must be nothing. */
const holds = async (
  share: number,
  histories: fc.Arbitrary<History>,
  compare: (given: History, calm: Telling) => Promise<void>,
): Promise<void> => {
  const numRuns = Math.ceil(SEQUENCES * share);
  Object.assign(tally, NOTHING);
  console.log(`histories: seed ${SEED}`);
  await fc.assert(
    fc.asyncProperty(histories, async (given) => {
      const scenario = scenarioOf(given);
      const calm = scenario === null ? null : await tell(lab, scenario);
      tally[calm === null ? "refused" : "told"] += 1;
      fc.pre(calm !== null);
      tally.effects += calm?.effects.length ?? 0;
      if (calm === null) return;
      try {
        expect(calm.broken).toEqual([]);
        await compare(given, calm);
      } catch (error) {
        // To make a counterexample smaller takes minutes; what was found first is told at once.
        if (tally.broken === 0)
          console.log(`histories: history ${tally.told} does not hold: ${String(error)}`);
        tally.broken += 1;
        throw error;
      }
      if (tally.told % 100 === 0) console.log(`histories: ${tally.told} told`);
    }),
    {
      numRuns,
      seed: SEED,
      maxSkipsPerRun: 10,
      // A counterexample is made smaller only as long as there is time to tell of it.
      interruptAfterTimeLimit: 60_000 + numRuns * 5000,
      markInterruptAsFailure: true,
    },
  );
  console.log(
    `histories: ${tally.told} told, ${tally.refused} refused when saved, ${tally.effects} effects, ` +
      `${tally.strikes} connections broken`,
  );
};

const retell = async (given: History, hands: Hands): Promise<Telling> => {
  const scenario = scenarioOf(given);
  const { settle, trouble } = troubledHands(hands, { pool: database.pool, seed: given.trouble });
  const telling = scenario === null ? null : await tell(lab, scenario, settle);
  tally.strikes += trouble.strikes;
  if (telling === null) throw new Error("refused the second time only");
  return telling;
};

/**
 * Beside another worker a run may end while a message of it is handed over: then the step after that had no due yet,
 * which it has where the handover came back a moment earlier. Neither is executed.
 */
const withoutDue = (line: string): string =>
  line.includes('"status":"cancelled"') ? line.replace(/,"due":"[^"]*"/, "") : line;

const unordered = (told: Telling): Telling => ({
  ...told,
  effects: told.effects.toSorted(),
  log: told.log.map(withoutDue).toSorted(),
});

const timeout = 120_000 + SEQUENCES * 5000;

/*
 * "What becomes due meanwhile goes to the end"; "after downtime in due order for each record" (automation.md, Steps):
 * a death is such a downtime. What a worker had committed and not handed over yet goes first when the next one begins,
 * so that not even the place of a handover may differ. Two workers promise no order across records.
 */
test("a worker that dies again and again does exactly what one that lives does", { timeout }, async () => {
  await holds(0.4, history({ shared: true }), async (given, calm) => {
    const retold = await retell(given, { workers: 1, strict: true, senders: false });
    expect(retold).toEqual(calm);
  });
});

test("two workers that die again and again do what one does, in whatever order", { timeout }, async () => {
  await holds(0.4, history({ shared: false }), async (given, calm) => {
    const retold = await retell(given, { workers: 2, strict: false, senders: false });
    expect(unordered(retold)).toEqual(unordered(calm));
  });
});

test(
  "whoever dies while sending, no message goes twice and nothing is left undone",
  { timeout },
  async () => {
    await holds(0.1, history({ shared: true }), async (given) => {
      const retold = await retell(given, { workers: 2, strict: false, senders: true });
      expect(retold.broken).toEqual([]);
    });
  },
);

test("dry runs in between change nothing", { timeout }, async () => {
  await holds(0.1, history({ shared: true }), async (given, calm) => {
    const scenario = scenarioOf(rehearsed(given));
    const retold = scenario === null ? null : await tell(lab, scenario);
    expect({ ...retold, refused: [] }).toEqual({ ...calm, refused: [] });
  });
});
