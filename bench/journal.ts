import { readAsOf } from "../apps/server/src/platform/journal/index.ts";
import { inTransaction } from "../apps/server/src/platform/workspace/index.ts";
import { prepareFloor } from "./floor.ts";
import { settle, withHome, type Home } from "./home.ts";
import { median, printTable, whole } from "./table.ts";

const CHANGES = Number(process.env["CHANGES"] ?? 1_000_000);
const RECORDS = CHANGES / 10;
const PAGE = 10_000;
const ROUNDS = 3;

/** Reading the journal from end to end, and records as of a moment. */
export const journal = (): Promise<void> =>
  withHome(async (home) => {
    const floor = await prepareFloor(home);
    await fill(home);
    await settle(home);
    const { perSecond } = await floor.measure(2);
    const rows = [
      [`${whole(CHANGES)} changes, folded in the server`, whole(await ofRounds(CHANGES, () => fold(home)))],
      [
        `${whole(CHANGES)} changes, read into node in pages of ${whole(PAGE)}`,
        whole(await ofRounds(CHANGES, () => readAll(home))),
      ],
      ["a record of ten changes as of a moment", whole(await ofRounds(2000, () => asOf(home, 2000)))],
    ];
    printTable(`The journal (floor on 2 connections: ${whole(perSecond)} tx/s)`, ["", "a second"], rows);
  });

const ofRounds = async (count: number, work: () => Promise<void>): Promise<number> => {
  const rates: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const start = performance.now();
    await work();
    // The first round warms up.
    if (round > 0) rates.push(count / ((performance.now() - start) / 1000));
  }
  return median(rates);
};

/** Ten changes for each record, in the order in which a workspace lives: everybody's first, everybody's second … */
const fill = ({ database, workspace: { schema } }: Home): Promise<unknown> =>
  database.pool.query(
    `INSERT INTO ${schema}.change (at, record, object, kind, before, after)
     SELECT '2026-01-01Z'::timestamptz + n * interval '1 second', lpad(to_hex(n % ${RECORDS}), 32, '0')::uuid, 'deal',
            CASE WHEN n < ${RECORDS} THEN 'c' ELSE 'u' END::"char",
            CASE WHEN n < ${RECORDS} THEN NULL ELSE jsonb_build_object('amount', n - 1, 'stage', 'sales/new') END,
            jsonb_build_object('amount', n, 'stage', 'sales/proposal')
       FROM generate_series(0, ${CHANGES - 1}) n`,
  );

const fold = async ({ database, workspace: { schema } }: Home): Promise<void> => {
  await database.pool.query(
    `SELECT object, kind, count(*), max(seq), min(at), count(step), count(after) FROM ${schema}.change GROUP BY object, kind`,
  );
};

const readAll = async ({ database, workspace: { schema } }: Home): Promise<void> => {
  for (let after = 0; ;) {
    const { rows } = await database.pool.query<{ seq: number }>({
      name: "page",
      text: `SELECT seq, at, object, record, kind, actor, step, before, after
               FROM ${schema}.change WHERE seq > $1 ORDER BY seq LIMIT ${PAGE}`,
      values: [after],
    });
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.seq;
  }
};

const asOf = ({ workspace }: Home, count: number): Promise<void> =>
  inTransaction(workspace, async (tx) => {
    for (let index = 0; index < count; index += 1) {
      const record = ((index * 7919) % RECORDS).toString(16).padStart(32, "0");
      await readAsOf(tx, record, CHANGES / 2);
    }
  });
