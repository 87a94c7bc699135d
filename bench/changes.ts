import {
  activateAutomation,
  deactivateAutomation,
  defineAutomation,
  prepareActivation,
  publishAutomation,
  removeAutomation,
  repinSegments,
  runRound,
  segmentUsers,
  writeSegment,
  type AutomationContext,
} from "../apps/server/src/features/automation/index.ts";
import type { StepInput } from "@cadencia/contracts/automation";
import { createRecords, settle, withHome, type Home } from "./home.ts";
import { savesMeanwhile, timed } from "./meanwhile.ts";
import { multiply, uuid } from "./multiply.ts";
import { percentile, printTable, whole } from "./table.ts";

const RUNS = Number(process.env["RUNS"] ?? 100_000);
/** Names of what is measured, parted by semicolons; all where none is given. */
const ONLY = process.env["ONLY"]?.split(";") ?? [];
const KEY = "nurture";

const automation = (steps: readonly StepInput[]) => ({
  key: KEY,
  object: "deal",
  trigger: { enters: { all: [{ segment: "wanted" }] } },
  steps,
});

const call = (wait: { readonly for: string }, extra: object = {}): StepInput => ({
  id: "call",
  wait,
  do: "plan_activity",
  with: { summary: "Call", ...extra },
});

const FIRST = [call({ for: "30d" }), { ...call({ for: "1d" }), id: "again" }];

interface Change {
  readonly name: string;
  /** What stands before: all have their run, or the automation is off again, or no more than a part has entered. */
  readonly from: "entered" | "off" | "entering";
  readonly work: (home: Home) => Promise<unknown>;
}

const publish =
  (activeRuns: "finish" | "move" | "cancel", steps: readonly StepInput[]) =>
  ({ engine }: Home) =>
    engine.change((context) =>
      publishAutomation(context, KEY, { change: { steps }, activeRuns, publisher: null }),
    );

const resume =
  (how: "shift" | "restart" | "discard") =>
  async ({ engine }: Home) => {
    await engine.run((context) => prepareActivation(context, KEY));
    await engine.change((context) => activateAutomation(context, KEY, { existing: false, resume: how }));
  };

const editSegment =
  (apply: "now_on" | "all") =>
  ({ engine }: Home) =>
    engine.change((context) => rewriteSegment(context, { than: 1500, apply }));

/** A tenth of them satisfies it no more. */
const rewriteSegment = async (
  context: AutomationContext,
  { than, apply }: { than: number; apply: "now_on" | "all" },
): Promise<void> => {
  await writeWanted(context, than);
  await repinSegments(context, await segmentUsers(context, "wanted"), apply);
};

const writeWanted = (context: AutomationContext, than: number) =>
  writeSegment(context.unit.tx, {
    key: "wanted",
    object: "deal",
    filter: [["amount", "gt", than]],
  });

const CHANGES: readonly Change[] = [
  {
    name: "move, the waits stay",
    from: "entered",
    work: publish("move", [call({ for: "30d" }, { note: "n" }), ...FIRST.slice(1)]),
  },
  {
    name: "move, another wait",
    from: "entered",
    work: publish("move", [call({ for: "20d" }), ...FIRST.slice(1)]),
  },
  {
    name: "move, the step is gone",
    from: "entered",
    work: publish("move", FIRST.slice(1)),
  },
  { name: "cancel", from: "entered", work: publish("cancel", FIRST) },
  { name: "finish", from: "entered", work: publish("finish", FIRST) },
  {
    name: "switch off",
    from: "entered",
    work: ({ engine }) => engine.change((context) => deactivateAutomation(context, KEY)),
  },
  {
    name: "switch off while they enter",
    from: "entering",
    work: ({ engine }) => engine.change((context) => deactivateAutomation(context, KEY)),
  },
  { name: "switch on, shift", from: "off", work: resume("shift") },
  { name: "switch on, restart", from: "off", work: resume("restart") },
  { name: "switch on, discard", from: "off", work: resume("discard") },
  { name: "segment, now_on", from: "entered", work: editSegment("now_on") },
  { name: "segment, all", from: "entered", work: editSegment("all") },
];

/** What changing an automation costs while it has many runs under way, beside an UPDATE of as many rows. */
export const changes = async (): Promise<void> =>
  withHome(async (home) => {
    await fill(home);
    const rows: string[][] = [];
    for (const change of CHANGES) {
      if (ONLY.length > 0 && !ONLY.includes(change.name)) continue;
      rows.push(await measure(home, change));
      console.log(rows.at(-1)?.join(" | "));
    }
    printTable(
      `Changes of an automation with ${whole(RUNS)} runs under way, in seconds`,
      ["", "answered", "until all is done", "floor", "longest save", "heap and RSS added, MiB"],
      rows,
    );
  });

const measure = async (home: Home, { name, from, work }: Change): Promise<string[]> => {
  const { engine } = home;
  await prepare(home, from);
  const [other = ""] = await createRecords(home, "contact", { inputs: [{ first_name: "Other" }] });
  await settle(home);
  const floor = await bareUpdate(home);
  await settle(home);
  const memory = watchMemory();
  const saves = savesMeanwhile(home, other);
  const times = async () => {
    const answered = await timed(() => work(home));
    const rest = await timed(async () => {
      while (await runRound(engine, LIMITS));
    });
    return { answered, rest };
  };
  const { answered, rest } = await times().catch(async (error: unknown) => {
    await saves.end();
    throw error;
  });
  const waits = await saves.end();
  const grown = memory.end();
  await engine.change((context) => removeAutomation(context, KEY));
  await home.database.pool.query(
    `UPDATE ${home.workspace.schema}.automation SET key = key || '-' || id WHERE key = $1`,
    [KEY],
  );
  await home.database.pool.query(
    `TRUNCATE ${home.workspace.schema}.run, ${home.workspace.schema}.run_step, ${home.workspace.schema}.member, ${home.workspace.schema}.job CASCADE`,
  );
  return [
    name,
    seconds(answered),
    seconds(answered + rest),
    seconds(floor),
    seconds(percentile(waits, 100)),
    grown,
  ];
};

const LIMITS = { steps: 0, groups: 0, deliveries: 0 };

const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(2);

const prepare = async (home: Home, from: Change["from"]): Promise<void> => {
  const { engine } = home;
  await engine.change(async (context) => {
    await writeWanted(context, 1000);
    await defineAutomation(context, automation(FIRST), { publisher: null });
  });
  await engine.run((context) => prepareActivation(context, KEY));
  await engine.change((context) => activateAutomation(context, KEY, { existing: true }));
  if (from === "entering") return;
  while (await runRound(engine, LIMITS));
  if (from !== "off") return;
  await engine.change((context) => deactivateAutomation(context, KEY));
  while (await runRound(engine, LIMITS));
};

/** The same rows touched by nothing but the server, in copies of the tables. */
const bareUpdate = async ({ database, workspace }: Home): Promise<number> => {
  const s = workspace.schema;
  for (const table of ["run", "run_step"])
    await database.pool.query(
      `DROP TABLE IF EXISTS ${s}.bare_${table};
       CREATE TABLE ${s}.bare_${table} (LIKE ${s}.${table} INCLUDING ALL);
       INSERT INTO ${s}.bare_${table} SELECT * FROM ${s}.${table}`,
    );
  return timed(() =>
    database.pool.query(
      `UPDATE ${s}.bare_run SET version = version + 1;
       UPDATE ${s}.bare_run_step SET due_at = due_at + interval '1 day', run_at = run_at + interval '1 day'`,
    ),
  );
};

/** The most that this process held beyond what it held at the beginning. */
const watchMemory = (): { end: () => string } => {
  globalThis.gc?.();
  const before = process.memoryUsage();
  let [heap, rss] = [0, 0];
  const look = setInterval(() => {
    const now = process.memoryUsage();
    heap = Math.max(heap, now.heapUsed - before.heapUsed);
    rss = Math.max(rss, now.rss - before.rss);
  }, 20);
  return {
    end: () => {
      clearInterval(look);
      return `${whole(heap / 2 ** 20)} / ${whole(rss / 2 ** 20)}`;
    },
  };
};

/** One record is saved, and copied by the server: a tenth has an amount of 1,200, the others 5,000. */
const fill = async (home: Home): Promise<void> => {
  const [contact = ""] = await createRecords(home, "contact", { inputs: [{ first_name: "C" }] });
  const [deal = ""] = await createRecords(home, "deal", {
    inputs: [{ title: "Deal", amount: 5000, contact, stage: "sales/proposal" }],
  });
  await multiply(home, "deal", {
    of: deal,
    times: RUNS - 1,
    columns: { id: uuid("d", "n"), amount: "CASE WHEN n % 10 = 0 THEN 1200 ELSE 5000 END" },
  });
};
