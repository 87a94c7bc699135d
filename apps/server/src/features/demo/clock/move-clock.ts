import { Refusal } from "../../../platform/errors/index.ts";
import type { Timer } from "../../../platform/clock/index.ts";
import { inTransaction, ownRules, type Transaction } from "../../../platform/workspace/index.ts";
import { nextWorkAt, takeRound, type Engine, type RoundLimits } from "../../automation/index.ts";
import { readCatalog, writeClockAhead } from "../../objects/index.ts";
import { readDemo } from "../demo.repo.ts";
import { readWorkDone, type WorkDone } from "./work-done.repo.ts";

const LIMITS: RoundLimits = { steps: 500, groups: 500, deliveries: 100 };
/** Beyond it the story of the demo lies too far back to be of use. */
const MOST_YEARS = 2;
/** What another worker has in hand is waited for, so often and so long, before time goes on without it. */
const WAITS = { most: 50, milliseconds: 20 };

export interface Moved {
  readonly from: Temporal.Instant;
  readonly to: Temporal.Instant;
  readonly done: WorkDone;
}

/**
 * Moves the clock of a demo so many calendar days ahead. Time passes from one due instant to the next, and each is
 * worked off by the engine as any worker would: nothing is late because of the leap. Where it breaks off in between,
 * the clock stands there, and can be moved on.
 */
export const moveClock = async (
  engine: Engine,
  { days, timer }: { readonly days: number; readonly timer: Timer },
): Promise<Moved> => {
  const { workspace } = engine;
  const { from, to, ahead } = await inTransaction(workspace, (tx) => plan(tx, days));
  for (let waits = 0; waits < WAITS.most;) {
    const next = await nextWorkAt(engine);
    if (next === null || Temporal.Instant.compare(next, to) > 0) break;
    await advance(engine, { to: next, most: ahead });
    if (await settle(engine)) waits = 0;
    else {
      waits += 1;
      await pause(timer);
    }
  }
  await advance(engine, { to, most: ahead });
  await settle(engine);
  return inTransaction(workspace, async (tx) => {
    await readCatalog(tx);
    return { from, to: tx.now, done: await readWorkDone(tx, from) };
  });
};

interface Plan {
  readonly from: Temporal.Instant;
  readonly to: Temporal.Instant;
  /** By how much the clock goes ahead in the end, in milliseconds. */
  readonly ahead: number;
}

const plan = async (tx: Transaction, days: number): Promise<Plan> => {
  const { settings, revisions } = await readCatalog(tx);
  if ((await readDemo(tx)) === null) throw noDemo();
  const from = tx.now;
  const to = from.toZonedDateTimeISO(settings.timeZone).add({ days }).toInstant();
  const ahead = revisions.clockAhead + to.epochMilliseconds - from.epochMilliseconds;
  const latest = tx.realNow.toZonedDateTimeISO("UTC").add({ years: MOST_YEARS }).toInstant();
  if (Temporal.Instant.compare(to, latest) > 0)
    throw new Refusal(
      "conflict",
      `the clock of the demo goes at most ${MOST_YEARS} years ahead; remove the demo to begin anew`,
    );
  return { from, to, ahead };
};

export const noDemo = (): Refusal => new Refusal("conflict", "this workspace holds no demo");

/** Only ever forwards, whoever else moves it at the same time. */
const advance = (
  { workspace }: Engine,
  { to, most }: { readonly to: Temporal.Instant; readonly most: number },
): Promise<void> =>
  inTransaction(workspace, async (tx) => {
    await ownRules(tx);
    const { revisions } = await readCatalog(tx);
    // It may have been removed meanwhile: the clock is real then, and stays so.
    if ((await readDemo(tx)) === null) throw noDemo();
    const wanted = Math.min(most, to.epochMilliseconds - tx.realNow.epochMilliseconds);
    if (wanted > revisions.clockAhead) await writeClockAhead(tx, wanted);
  });

/** All that is due now. Answers whether there was anything. */
const settle = async (engine: Engine): Promise<boolean> => {
  let worked = false;
  while ((await takeRound(engine, LIMITS)).worked) worked = true;
  return worked;
};

const pause = (timer: Timer): Promise<void> =>
  new Promise((resolve) => void timer.after(WAITS.milliseconds, resolve));
