import { findAutomationById } from "./automations.repo.ts";
import { switchOff } from "./automations.service.ts";
import { inOneStatement } from "../../platform/workspace/index.ts";
import {
  dropMinutes,
  FORECAST_DAYS,
  readBusiestHour,
  readExecutedLastHour,
  readLastHour,
  type Counted,
} from "./circuits.repo.ts";
import { catchUp, catchUpAhead } from "./catch-up.ts";
import type { AutomationContext } from "./context.ts";
import type { Engine } from "./engine.ts";
import { notifyAdmins } from "./notices.ts";
import { logNotStarted } from "./run-log.repo.ts";

/** Below this many executions in an hour nothing is taken for a sign. */
const FEWEST_EXECUTIONS = 50;
/** Of a hundred executions so many may fail. */
const MOST_FAILED_PERCENT = 10;
/** So many times the forecast may be executed in an hour. */
const MOST_TIMES_FORECAST = 3;
const KEPT_MINUTES = { hours: 2 };

/** What switches an automation off, for the log and for the notice to the admins. */
interface Cause {
  readonly detail: string;
  readonly notice: string;
  readonly params: Readonly<Record<string, number>>;
}

type Trip = Cause & { readonly automation: string };

/**
 * The circuit breaker: switches off what fails too often or runs away, and tells the admins. Looks only at
 * automations whose steps ended since it last looked; a save costs nothing.
 */
export const watchCircuits = async (engine: Engine): Promise<void> => {
  await learnWhatOthersExecuted(engine);
  const automations = [...engine.options.executed];
  engine.options.executed.clear();
  if (automations.length === 0) return;
  const trips = await lookAt(engine, automations);
  if (trips.length === 0) return;
  const failures: unknown[] = [];
  for (const { automation } of trips) {
    try {
      await watchCircuit(engine, automation);
    } catch (error) {
      // It is looked at again; the others are not held up by it.
      engine.options.executed.add(automation);
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
};

const lookAt = async (engine: Engine, automations: readonly string[]): Promise<readonly Trip[]> => {
  try {
    return await engine.run(async (context) => {
      await forgetOld(context, automations);
      return findTrips(context, automations);
    });
  } catch (error) {
    // They are looked at again.
    for (const automation of automations) engine.options.executed.add(automation);
    throw error;
  }
};

const begun = new WeakSet<Engine["options"]>();

/** A worker that died may have executed what nobody has looked at: whoever begins looks at all of the last hour. */
const learnWhatOthersExecuted = async ({ options, workspace }: Engine): Promise<void> => {
  if (begun.has(options)) return;
  const automations = await inOneStatement(workspace, readExecutedLastHour);
  begun.add(options);
  for (const automation of automations) options.executed.add(automation);
};

/** What has come due by now starts its runs before, and no save waits for that. */
const watchCircuit = async (engine: Engine, automation: string): Promise<void> => {
  const row = await engine.run(({ unit: { tx } }) => findAutomationById(tx, automation));
  if (row !== null) await catchUpAhead(engine, [row.key], { many: false });
  // Beside nobody else's work: what was seen may have been seen to meanwhile, by another worker or a person.
  await engine.change(async (context) => openCircuits(context, await findTrips(context, [automation])));
};

const forgetOld = async (
  { unit: { tx } }: AutomationContext,
  automations: readonly string[],
): Promise<void> => {
  const counted = await readLastHour(tx, automations);
  const stale = tx.now.subtract(KEPT_MINUTES);
  const old = counted.filter(
    ({ oldest }) => Temporal.Instant.compare(Temporal.Instant.from(oldest), stale) < 0,
  );
  if (old.length > 0)
    await dropMinutes(
      tx,
      old.map(({ automation }) => automation),
      stale,
    );
};

const findTrips = async (
  { unit: { tx } }: AutomationContext,
  automations: readonly string[],
): Promise<readonly Trip[]> => {
  const counted = await readLastHour(tx, automations);
  const trips: Trip[] = [];
  for (const count of counted.filter(({ executed }) => executed >= FEWEST_EXECUTIONS)) {
    const cause = failsTooOften(count) ?? (await runsAway(tx, count));
    if (cause !== null) trips.push({ automation: count.automation, ...cause });
  }
  return trips;
};

const failsTooOften = ({ executed, failed }: Counted): Cause | null =>
  failed * 100 <= executed * MOST_FAILED_PERCENT
    ? null
    : {
        detail: `${failed} of ${executed} executions failed within an hour`,
        notice: "notice.circuit_failures",
        params: { failed, total: executed },
      };

/** The forecast for an hour is the busiest one there has been: what happens only once a day or a month is normal. */
const runsAway = async (
  tx: AutomationContext["unit"]["tx"],
  { automation, executed: all, late }: Counted,
): Promise<Cause | null> => {
  // What downtime had put off is the volume of other hours.
  const executed = all - late;
  const hour = tx.now.subtract({ hours: 1 });
  const from = tx.now.subtract({ hours: FORECAST_DAYS.lookBack * 24 });
  const busiest = await readBusiestHour(tx, automation, { from, to: hour });
  if (busiest === null) return null;
  const days = tx.now.since(busiest.since).total("hours") / 24;
  if (days < FORECAST_DAYS.fewest || executed <= busiest.executed * MOST_TIMES_FORECAST) return null;
  return {
    detail: `${executed} executions within an hour; the busiest hour before had ${busiest.executed}`,
    notice: "notice.circuit_volume",
    params: { actual: executed, expected: busiest.executed },
  };
};

const openCircuits = async (context: AutomationContext, trips: readonly Trip[]): Promise<void> => {
  const { tx } = context.unit;
  for (const { automation, detail, notice, params } of trips) {
    const row = await findAutomationById(tx, automation);
    if (row?.state !== "active") continue;
    // What came due before it was switched off starts its runs, which wait as those do that are under way.
    await catchUp(context, { of: [automation], many: false });
    await switchOff(context, row, "circuit_open");
    await logNotStarted(tx, [
      { automation, version: row.version, record: null, reason: "circuit_open", detail },
    ]);
    await notifyAdmins(context, {
      key: notice,
      params: { ...params, automation: row.name },
      automation,
      once: `circuit/${automation}/${tx.now.toString()}`,
    });
  }
};
