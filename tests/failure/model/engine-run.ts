import {
  activateAutomation,
  createEngine,
  defineAutomation,
  nextRoundAt,
  runRound,
  SimulatedCrash,
  type Engine,
} from "../../../apps/server/src/features/automation/index.ts";
import { recordOf, type Input } from "../../../apps/server/src/features/records/index.ts";
import type { LabWorkspace } from "../../../apps/server/src/features/scenarios/lab.ts";
import { seededRandom } from "../../../apps/server/src/platform/clock/index.ts";
import { createWorkspaceHandle, inTransaction } from "../../../apps/server/src/platform/workspace/index.ts";
import {
  GAP_HOURS,
  LARGE_FROM,
  OLD_AFTER_HOURS,
  type Atom,
  type Condition,
  type ModelRule,
} from "./reference.ts";
import { CONTACTS, DEALS, type Command, type DealChange, type Sequence } from "./sequences.ts";

const LIMITS = { steps: 500, groups: 500, deliveries: 100 };
const MOST_ROUNDS = 5000;

export const START = Temporal.Instant.from("2026-03-02T08:00:00Z");

const ATOMS: Readonly<Record<Atom, readonly unknown[]>> = {
  large: ["amount", "gt", LARGE_FROM],
  gold: ["contact.category", "is", "gold"],
  old: ["closed_at", "older_than", `${OLD_AFTER_HOURS}h`],
};

const filterOf = ({ how, atoms }: Condition): unknown => {
  const filters = atoms.map((atom) => ATOMS[atom]);
  return how === "not" ? { not: { any: filters } } : { [how]: filters };
};

const automationOf = (rule: ModelRule, index: number): unknown => ({
  key: `rule-${index}`,
  object: "deal",
  trigger: { enters: filterOf(rule.condition) },
  enrollment: {
    again: rule.again === "gap" ? { gap: `${GAP_HOURS}h` } : rule.again,
    while_active: rule.whileActive,
    exit: { leaves: rule.leaves },
    ...(rule.grouped ? { group: "one-at-a-time" } : {}),
  },
  steps: rule.waits.map((hours, step) => ({
    id: `step-${step}`,
    ...(hours === 0 ? {} : { wait: { for: `${hours}h` } }),
    do: "post_note",
    with: { text: `${index} ${step}` },
  })),
});

/** Each process has its own names for prepared statements; the workspace's name comes back with the workspace. */
let handles = 0;

/** One round of a worker; one that dies leaves its work to whoever comes next. */
const work = async (worker: Engine): Promise<boolean> => {
  try {
    return await runRound(worker, LIMITS);
  } catch (error) {
    if (error instanceof SimulatedCrash) return true;
    throw error;
  }
};

/** Runs a sequence on the real engine with two workers at once; answers its effects as the reference writes them. */
export const runOnEngine = async (
  { workspace, clock }: LabWorkspace,
  sequence: Sequence,
): Promise<string[]> => {
  let crashing = false;
  let processes = 0;
  const openEngine = (): Engine => {
    processes += 1;
    handles += 1;
    const { schemaName, pool } = workspace;
    const own = { key: `model_process_${handles}`, schemaName, pool, clock, random: seededRandom(processes) };
    return createEngine(createWorkspaceHandle(own), {
      crash: () => {
        const dies = crashing;
        crashing = false;
        return dies;
      },
    });
  };
  let engines = [openEngine(), openEngine()] as const;
  let [engine] = engines;

  const settle = async (): Promise<void> => {
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const busy = await Promise.all(engines.map(work));
      if (!busy.includes(true)) return;
    }
    throw new Error(`the engine did not come to rest in ${MOST_ROUNDS} rounds`);
  };
  const pass = async (hours: number): Promise<void> => {
    const end = clock.now().add({ hours });
    for (;;) {
      const next = await nextRoundAt(engine);
      if (next === null || Temporal.Instant.compare(next, end) > 0) break;
      clock.advanceTo(next);
      await settle();
    }
    clock.advanceTo(end);
  };
  const create = (object: string, count: number): Promise<string[]> =>
    engine.save(async (unit) => {
      const records = Array.from({ length: count }, () => ({
        input: object === "deal" ? { title: "Boiler", amount: 0 } : {},
      }));
      return (await unit.create(object, records)).map((outcome) => recordOf(outcome).id);
    });
  const update = async (object: string, id: string | undefined, input: Input): Promise<void> => {
    await engine.save(async (unit) => recordOf((await unit.update(object, [{ id: id ?? "", input }]))[0]));
    await settle();
  };

  const contacts = await create("contact", CONTACTS);
  const deals = await create("deal", DEALS);
  const inputOf = ({ amount, contact, closedIn }: DealChange): Input => ({
    ...(amount === undefined ? {} : { amount }),
    ...(contact === undefined ? {} : { contact: contact === null ? null : contacts[contact] }),
    ...(closedIn === undefined
      ? {}
      : { closed_at: closedIn === null ? null : clock.now().add({ hours: closedIn }).toString() }),
  });
  await engine.run(async (context) => {
    for (const [index, rule] of sequence.rules.entries()) {
      const { key } = await defineAutomation(context, automationOf(rule, index), { publisher: null });
      await activateAutomation(context, key, { existing: false });
    }
  });

  const perform = async (command: Command): Promise<void> => {
    switch (command.do) {
      case "deal":
        return update("deal", deals[command.deal], inputOf(command.change));
      case "contact":
        return update("contact", contacts[command.contact], { category: command.gold ? "gold" : "silver" });
      case "pass":
        return pass(command.hours);
      case "crash":
        crashing = true;
        return undefined;
      case "restart":
        engines = [openEngine(), engine];
        [engine] = engines;
        return undefined;
    }
  };
  for (const command of sequence.commands) await perform(command);

  const notes = await inTransaction(workspace, (tx) =>
    tx.query<{ record: string; text: string; created_at: string }>(
      `SELECT record, text, created_at FROM ${tx.s}.o_note`,
    ),
  );
  return notes.map(
    ({ record, text, created_at: at }) =>
      `${deals.indexOf(record)} ${text} ${Temporal.Instant.from(at).since(START).total("hours")}`,
  );
};
