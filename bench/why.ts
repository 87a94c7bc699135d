import { askWhy, publishAutomation } from "../apps/server/src/features/automation/index.ts";
import { prepareFloor } from "./floor.ts";
import { settle, switchOn, withHome, type Home } from "./home.ts";
import { percentile, printTable, whole } from "./table.ts";

const CHANGES = Number(process.env["CHANGES"] ?? 1_000_000);
const QUESTIONS = Number(process.env["QUESTIONS"] ?? 300);
/** Each deal was saved ten times, each contact as often; ten deals share a contact. */
const SAVES_EACH = 10;
const DEALS = Math.floor((CHANGES / SAVES_EACH / 11) * 10);
const CONTACTS = Math.floor(DEALS / 10);

const NOTE = [{ id: "note", do: "post_note", with: { text: "x" } }];

/** What is asked of the same deals, from the record alone to a count over its customer's other deals. */
const AUTOMATIONS = [
  { key: "on-save", trigger: { on: "updated", fields: ["amount"] }, when: ["amount", "gt", 1_000_000_000] },
  {
    key: "own-fields",
    trigger: {
      enters: {
        all: [
          ["stage", "is", "sales/won"],
          ["amount", "gt", 1_000_000_000],
        ],
      },
    },
  },
  {
    key: "related-field",
    trigger: {
      enters: {
        all: [
          ["contact.category", "is", "gold"],
          ["amount", "gt", 1_000_000_000],
        ],
      },
    },
  },
  {
    key: "counted",
    trigger: {
      enters: {
        all: [{ count: "contact.deals", where: ["amount", "gt", 5], is: ["gt", 50] }, ["title", "is", "x"]],
      },
    },
  },
  {
    key: "date",
    trigger: { date: { field: "close_date", offset: "-3d" } },
    when: ["amount", "gt", 1_000_000_000],
  },
].map((automation) => ({ object: "deal", steps: NOTE, ...automation }));

/** Published with another trigger after each round of saves. */
const TURNED = "turned";

/** How long the answer to "why" takes over a long journal. */
export const why = (): Promise<void> =>
  withHome(async (home) => {
    const floor = await prepareFloor(home);
    await switchOn(home, [...AUTOMATIONS, { ...AUTOMATIONS[0], key: TURNED }]);
    await fill(home);
    await settle(home);
    const { perSecond } = await floor.measure(2);
    const rows: string[][] = [];
    for (const { key } of AUTOMATIONS) rows.push([key, ...(await measure(home, key))]);
    rows.push([TURNED, ...(await measure(home, TURNED))]);
    printTable(
      `Why, over ${whole(CHANGES)} saves, ms (floor on 2 connections: ${whole(perSecond)} tx/s)`,
      ["", "p50", "p95", "most"],
      rows,
    );
  });

const measure = async ({ engine }: Home, automation: string): Promise<string[]> => {
  const times: number[] = [];
  for (let index = 0; index < QUESTIONS + 20; index += 1) {
    const record = idOf("d", (index * 7919) % DEALS);
    const start = performance.now();
    const { occasions } = await askWhy(engine, { object: null, record, automation, limit: 20, cursor: null });
    if (occasions.length === 0) throw new Error(`${automation} has nothing to say about ${record}`);
    // The first ones warm up.
    if (index >= 20) times.push(performance.now() - start);
  }
  return [50, 95, 100].map((percent) => percentile(times, percent).toFixed(1));
};

/** `d` and `c` stand at the end: ids are spread over the index as the journal's are. */
const idOf = (kind: "c" | "d", number: number): string => {
  const hex = `${number.toString(16).padStart(31, "0")}${kind}`;
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
};

const sqlId = (kind: "c" | "d", number: string): string =>
  `(lpad(to_hex(${number}), 31, '0') || '${kind}')::uuid`;

const day = (round: string): string => `('2026-01-01'::date + (${round}))`;

/** Records as they are now, and the saves by which they came to be so: everybody's first, everybody's second … */
const fill = async (home: Home): Promise<void> => {
  const {
    database: { pool },
    workspace: { schema },
  } = home;
  const last = SAVES_EACH - 1;
  await pool.query(
    `INSERT INTO ${schema}.o_contact (id, version, first_name, category, archived, created_at, updated_at)
     SELECT ${sqlId("c", "n")}, ${SAVES_EACH}, 'Contact ' || n, 'silver ${last}', false, '2026-01-01Z', '2026-01-01Z'
       FROM generate_series(0, ${CONTACTS - 1}) n`,
  );
  await pool.query(
    `INSERT INTO ${schema}.o_deal
       (id, version, title, amount, stage, contact, close_date, archived, created_at, updated_at)
     SELECT ${sqlId("d", "n")}, ${SAVES_EACH}, 'Deal ' || n, ${last} + n, 'sales/proposal', ${sqlId("c", "n / 10")},
            ${day(String(last))}, false, '2026-01-01Z', '2026-01-01Z'
       FROM generate_series(0, ${DEALS - 1}) n`,
  );
  for (let round = 0; round < SAVES_EACH; round += 1) {
    const kind = round === 0 ? "'c'" : "'u'";
    const was = (values: string): string => (round === 0 ? "NULL" : `jsonb_build_object(${values})`);
    await pool.query(
      `INSERT INTO ${schema}.change (at, record, object, kind, before, after)
       SELECT now() - interval '${SAVES_EACH - round} days' + n * interval '1 ms', ${sqlId("c", "n")}, 'contact',
              ${kind}::"char", ${was(`'category', 'silver ${round - 1}'`)}, jsonb_build_object('category', 'silver ${round}')
         FROM generate_series(0, ${CONTACTS - 1}) n`,
    );
    await pool.query(
      `INSERT INTO ${schema}.change (at, record, object, kind, before, after)
       SELECT now() - interval '${SAVES_EACH - round} days' + interval '1 hour' + n * interval '1 ms',
              ${sqlId("d", "n")}, 'deal', ${kind}::"char",
              ${was(`'amount', (${round - 1} + n)::text, 'close_date', ${day(String(round - 1))}`)},
              jsonb_build_object('amount', (${round} + n)::text, 'close_date', ${day(String(round))}
                ${round === 0 ? `, 'title', 'Deal ' || n, 'stage', 'sales/proposal', 'contact', ${sqlId("c", "n / 10")}` : ""})
         FROM generate_series(0, ${DEALS - 1}) n`,
    );
    await turn(home, round);
  }
};

const turn = async ({ engine, database, workspace }: Home, round: number): Promise<void> => {
  const { trigger } = AUTOMATIONS[(round + 1) % AUTOMATIONS.length] ?? {};
  await engine.change((context) =>
    publishAutomation(context, TURNED, {
      change: { trigger } as never,
      activeRuns: "finish",
      publisher: null,
    }),
  );
  await database.pool.query(
    `UPDATE ${workspace.schema}.automation_history SET at = now() - interval '${SAVES_EACH - round} days' + interval '3 hours'
      WHERE seq = (SELECT max(seq) FROM ${workspace.schema}.automation_history)`,
  );
};
