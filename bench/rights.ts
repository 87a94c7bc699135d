import { createRecords, settle, withHome, type Home } from "./home.ts";
import { measured, type Measured } from "./cpu.ts";
import { prepareFloor } from "./floor.ts";
import { inLanes } from "./lanes.ts";
import { CONNECTIONS } from "./saves.ts";
import { median, percentile, printTable, whole } from "./table.ts";
import { read } from "../apps/server/src/features/records/reading.ts";
import { listRecords } from "../apps/server/src/features/records/search/index.ts";
import { readableCondition, saveRole } from "../apps/server/src/features/rights/index.ts";
import { SYSTEM } from "../apps/server/src/features/records/index.ts";
import { raiseModelRevision } from "../apps/server/src/features/objects/index.ts";
import { inTransaction, planByValues } from "../apps/server/src/platform/workspace/index.ts";

const RECORDS = Number(process.env["RECORDS"] ?? 200_000);
const OWNERS = 200;
const LISTS = Number(process.env["LISTS"] ?? 300);
const SAVES = Number(process.env["SAVES"] ?? 2000);
const ROUNDS = Number(process.env["ROUNDS"] ?? 5);

/** Each role belongs to one user: who may read everything, all records, their team's, and their own. */
const READERS = ["admin", "salesperson", "team", "own"] as const;
type Reader = (typeof READERS)[number];

/** What rights cost: a page of a list, and a save, by how far the role of who asks reaches. */
export const rights = (): Promise<void> =>
  withHome(async (home) => {
    const floor = await prepareFloor(home);
    const readers = await fill(home);
    await settle(home);
    const one = await floor.measure(1);
    const rows: string[][] = [];
    for (const object of ["deal", "note"])
      for (const reader of READERS) rows.push(await listing(home, object, { reader, user: readers[reader] }));
    printTable(
      `A page of 50 of ${whole(RECORDS)} records of ${OWNERS} owners (one floor transaction: ${(1000 / one.perSecond).toFixed(1)} ms)`,
      ["list, role", "records in reach", "p50 ms", "p95 ms", "the plan reads by"],
      rows,
    );
    const rounds: Round[] = [];
    for (let round = 0; round < ROUNDS; round += 1) rounds.push(await savingRound(home, floor, readers));
    const of = (name: Reader | "floor", key: keyof Measured): number =>
      median(rounds.map((round) => round[name][key]));
    printTable(
      `Saves/s on ${CONNECTIONS} connections of one's own deals`,
      ["role", "floor, 2 conn.", "saves/s", "time against admin", "ms CPU (node + server)"],
      READERS.map((reader) => [
        reader,
        whole(of("floor", "perSecond")),
        whole(of(reader, "perSecond")),
        median(rounds.map((round) => round.admin.perSecond / round[reader].perSecond)).toFixed(2),
        `${of(reader, "node").toFixed(2)} + ${of(reader, "server").toFixed(2)}`,
      ]),
    );
  });

const fill = async (home: Home): Promise<Record<Reader, string>> => {
  await inTransaction(home.workspace, async (tx) => {
    await saveRole(tx, { key: "own", rights: { deal: { read: "own" } } });
    await saveRole(tx, { key: "team", rights: { deal: { read: "team" } } });
    await raiseModelRevision(tx);
  });
  const [team = ""] = await createRecords(home, "team", { inputs: [{ name: "North" }] });
  const users = await createRecords(home, "user", {
    inputs: Array.from({ length: OWNERS }, (_, index) => ({
      name: `User ${index}`,
      handle: `user-${index}`,
      role: READERS[index] ?? "salesperson",
      team: index === READERS.indexOf("team") || index > OWNERS - 10 ? team : null,
    })),
  });
  const { schema } = home.workspace;
  await home.database.pool.query(
    `INSERT INTO ${schema}.o_deal (id, created_at, updated_at, title, owner, pipeline, stage)
     SELECT gen_random_uuid(), now(), now(), 'Deal ' || n, ($1::uuid[])[1 + n % ${OWNERS}], 'sales', 'sales/new'
       FROM generate_series(1, ${RECORDS}) n`,
    [users],
  );
  await home.database.pool.query(
    `INSERT INTO ${schema}.o_note (id, created_at, updated_at, text, record, record__object)
     SELECT gen_random_uuid(), now(), now(), 'Note', id, 'deal' FROM ${schema}.o_deal`,
  );
  return Object.fromEntries(READERS.map((reader, index) => [reader, users[index] ?? ""])) as Record<
    Reader,
    string
  >;
};

const listing = async (
  home: Home,
  object: string,
  { reader, user }: { reader: Reader; user: string },
): Promise<string[]> => {
  const page = (cursor?: string) =>
    read(home.workspace, { user }, async (reading) => {
      const type = reading.catalog.model.objects.get(object);
      if (type === undefined) throw new Error(`no ${object}`);
      return listRecords(reading, type, {
        query: { limit: 50, ...(cursor === undefined ? {} : { cursor }) },
      });
    });
  const times: number[] = [];
  let cursor: string | null = null;
  for (let list = 0; list < LISTS; list += 1) {
    const start = performance.now();
    const { next } = await page(cursor ?? undefined);
    times.push(performance.now() - start);
    cursor = next;
  }
  const [reach, by] = await planOf(home, object, user);
  const ms = (percent: number): string => percentile(times, percent).toFixed(1);
  return [`${object}, ${reader}`, reach, ms(50), ms(95), by];
};

/** How many records are in reach, and by which index or scan a page of them is read. */
const planOf = ({ workspace }: Home, object: string, user: string): Promise<readonly [string, string]> =>
  read(workspace, { user }, async ({ tx, rights: theirs, whole: model }) => {
    const params: unknown[] = [];
    const add = (value: unknown, type: string): string => `$${params.push(value)}::${type}`;
    const condition = readableCondition(theirs, { model, schema: tx.s, object, alias: "t", add });
    const from = `FROM ${tx.s}.o_${object} t WHERE t.deleted_at IS NULL AND NOT t.archived AND ${condition ?? "TRUE"}`;
    const [reach] = await tx.query<{ n: number }>(`SELECT count(*)::int AS n ${from}`, params);
    planByValues(tx);
    const rows = await tx.query<{ "QUERY PLAN": string }>(
      `EXPLAIN SELECT t.id ${from} ORDER BY t.id LIMIT 50`,
      params,
    );
    const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
    const by = /(Seq Scan|Index Only Scan|Index Scan|Bitmap Index Scan)(?: using| on) (\S+)/.exec(plan);
    return [whole(reach?.n ?? 0), `${by?.[1] ?? "?"} ${by?.[2] ?? ""}`];
  });

type Round = Record<Reader | "floor", Measured>;

const savingRound = async (
  home: Home,
  floor: Awaited<ReturnType<typeof prepareFloor>>,
  readers: Readonly<Record<Reader, string>>,
): Promise<Round> => {
  const round: Partial<Round> = { floor: await floor.measure(2) };
  for (const reader of READERS) {
    const owner = readers[reader];
    const inputs = Array.from({ length: SAVES }, (_, index) => ({ title: `Deal ${index}`, owner }));
    const deals = await createRecords(home, "deal", { inputs });
    await settle(home);
    const origin = { ...SYSTEM, actor: owner };
    round[reader] = await measured(home, SAVES, () =>
      inLanes(deals, CONNECTIONS, (id) =>
        home.engine.save((unit) => unit.update("deal", [{ id, input: { title: "Saved" }, origin }])),
      ),
    );
  }
  return round as Round;
};
