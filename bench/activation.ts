import {
  activateAutomation,
  defineAutomation,
  prepareActivation,
  previewActivation,
  runRound,
} from "../apps/server/src/features/automation/index.ts";
import { createRecords, settle, withHome, type Home } from "./home.ts";
import { savesMeanwhile, timed } from "./meanwhile.ts";
import { multiply, uuid } from "./multiply.ts";
import { median, percentile, printTable, whole } from "./table.ts";

const RECORDS = Number(process.env["RECORDS"] ?? 1_000_000);
const ROUNDS = Number(process.env["ROUNDS"] ?? 3);
/** Of a thousand records so many match: 81,000 of a million. */
const MATCHING = 81;
const MATCHES = `t.stage = 'sales/proposal' AND t.amount > 1000`;

const automation = (key: string) => ({
  key,
  object: "deal",
  trigger: {
    enters: {
      all: [
        ["stage", "is", "sales/proposal"],
        ["amount", "gt", 1000],
      ],
    },
  },
  steps: [
    {
      id: "mail",
      wait: { for: "1d" },
      do: "send_email",
      with: { to: "customer", subject: "Hi", text: "Hi" },
    },
  ],
});

/** Preview and activation for all that match already, beside an INSERT … SELECT of as many rows. */
export const activation = async (): Promise<void> =>
  withHome(async (home) => {
    await fill(home);
    await settle(home);
    const rounds: Awaited<ReturnType<typeof measureRound>>[] = [];
    for (let round = 0; round < ROUNDS; round += 1) rounds.push(await measureRound(home, round));
    const typical = (part: keyof (typeof rounds)[0]): number => median(rounds.map((each) => each[part]));
    const ours = typical("preview") + typical("activate");
    printTable(
      `Activation over ${whole(RECORDS)} records, ${whole((RECORDS * MATCHING) / 1000)} matching; medians of ${ROUNDS}, in seconds`,
      ["", "s", "times the INSERT … SELECT"],
      [
        ["INSERT … SELECT of as many rows: members, runs, steps", seconds(typical("bare")), "1"],
        ["preview", seconds(typical("preview")), (typical("preview") / typical("bare")).toFixed(2)],
        ["activation", seconds(typical("activate")), (typical("activate") / typical("bare")).toFixed(2)],
        ["preview and activation", seconds(ours), (ours / typical("bare")).toFixed(2)],
        ["longest save of another record meanwhile", seconds(typical("longestSave")), ""],
        ["median save of another record meanwhile", seconds(typical("medianSave")), ""],
      ],
    );
    console.log(
      `RSS ${whole(process.memoryUsage().rss / 2 ** 20)} MiB, of which the work above added ${whole(Math.max(...rounds.map((each) => each.grown)) / 2 ** 20)} MiB at most`,
    );
  });

const measureRound = async (home: Home, round: number) => {
  const { engine } = home;
  const key = `round-${round}`;
  await engine.change((context) => defineAutomation(context, automation(key), { publisher: null }));
  const [other = ""] = await createRecords(home, "contact", { inputs: [{ first_name: "Other" }] });
  await bareTables(home, round);
  const bare = await timed(() => bareInserts(home, round));
  const preview = await timed(async () => {
    const { enter } = await engine.run((context) => previewActivation(context, key, { existing: true }));
    if (enter !== (RECORDS * MATCHING) / 1000) throw new Error(`${enter} would enter`);
  });
  const before = process.memoryUsage().rss;
  const saves = savesMeanwhile(home, other);
  // As the API does it, until the last has entered: the first part with the activation, the others by a worker.
  const activate = await timed(async () => {
    await engine.run((context) => prepareActivation(context, key));
    await engine.change((context) => activateAutomation(context, key, { existing: true }));
    while (await runRound(engine, { steps: 0, groups: 0, deliveries: 0 }));
  });
  await expectRuns(home, key);
  const waits = await saves.end();
  const grown = process.memoryUsage().rss - before;
  await settle(home);
  return { bare, preview, activate, longestSave: percentile(waits, 100), medianSave: median(waits), grown };
};

const expectRuns = async ({ database, workspace }: Home, key: string): Promise<void> => {
  const { rows } = await database.pool.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM ${workspace.schema}.run_step s
       JOIN ${workspace.schema}.run r ON r.id = s.run JOIN ${workspace.schema}.automation a ON a.id = r.automation
      WHERE a.key = $1`,
    [key],
  );
  if (rows[0]?.count !== (RECORDS * MATCHING) / 1000) throw new Error(`${rows[0]?.count} steps wait`);
};

const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(2);

const bareTable = ({ workspace }: Home, table: string, round: number): string =>
  `${workspace.schema}.bare_${table}_${round}`;

/** Tables of the same shape as those that activation writes, with the same indexes. */
const bareTables = async (home: Home, round: number): Promise<void> => {
  const s = home.workspace.schema;
  for (const table of ["member", "run", "run_step"])
    await home.database.pool.query(
      `CREATE TABLE ${bareTable(home, table, round)} (LIKE ${s}.${table} INCLUDING ALL)`,
    );
};

/** The same rows by nothing but the server. */
const bareInserts = async (home: Home, round: number): Promise<void> => {
  const s = home.workspace.schema;
  await home.database.pool.query(`
    INSERT INTO ${bareTable(home, "member", round)} (record, automation, since)
      SELECT t.id, '${NIL}', now() FROM ${s}.o_deal t WHERE ${MATCHES};
    INSERT INTO ${bareTable(home, "run", round)}
        (id, automation, version, object, record, status, base_at, started_at, depth, chain)
      SELECT gen_random_uuid(), '${NIL}', 1, 'deal', t.id, 'active', now(), now(), 1, '[{"automation": "${NIL}"}]'
        FROM ${s}.o_deal t WHERE ${MATCHES};
    INSERT INTO ${bareTable(home, "run_step", round)}
        (id, run, automation, version, lane_key, step, status, reason, base_at, due_at, run_at, created_at)
      SELECT gen_random_uuid(), gen_random_uuid(), '${NIL}', 1, t.id, 'mail', 'waiting', 'waiting_time', now(), now(),
             now(), now() FROM ${s}.o_deal t WHERE ${MATCHES};`);
};

const NIL = "00000000-0000-7000-8000-000000000000";

/** A million saves would take minutes: one record is saved, and copied by the server. */
const fill = async (home: Home): Promise<void> => {
  const [contact = ""] = await createRecords(home, "contact", {
    inputs: [{ first_name: "C", email: "c@example.test" }],
  });
  const [deal = ""] = await createRecords(home, "deal", {
    inputs: [{ title: "Deal", amount: 5000, contact, stage: "sales/proposal" }],
  });
  await multiply(home, "contact", {
    of: contact,
    times: RECORDS / 10,
    columns: {
      id: uuid("c", "n"),
      email: `'c' || n || '@example.test'`,
      email__f: `'c' || n || '@example.test'`,
    },
  });
  await multiply(home, "deal", {
    of: deal,
    times: RECORDS - 1,
    columns: {
      id: uuid("d", "n"),
      contact: uuid("c", `n % ${RECORDS / 10} + 1`),
      stage: `CASE WHEN n % 1000 < ${MATCHING} THEN 'sales/proposal' ELSE 'sales/new' END`,
    },
  });
};
