import { evaluate, type Filter, parseFilter, toJson } from "@cadencia/core/filter";
import type { JsonValue, Model } from "@cadencia/core/model";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "../db/testing.ts";
import { type Draw, sample } from "./agreement/draw.ts";
import { randomFilter } from "./agreement/random-filter.ts";
import { randomModel } from "./agreement/random-model.ts";
import { randomRecords, type Stored } from "./agreement/random-record.ts";
import { type Present, randomPresent } from "./agreement/random-time.ts";
import { judgeBySql, storeRecords } from "./agreement/stored-tables.repo.ts";
import { storedViews } from "./agreement/stored-view.ts";
import { recordTable } from "./compiling.ts";
import { compileFilter } from "./index.ts";

/** Repeat a run with the seed it printed: CADENCIA_FILTER_SEED=… vitest run apps/server/src/platform/filter-sql */
const SEED = Number(process.env["CADENCIA_FILTER_SEED"] ?? Date.now() % 2 ** 31);
const ROUNDS = Number(process.env["CADENCIA_FILTER_ROUNDS"] ?? 8);
const RECORDS = 100;
const FILTERS = 100;

interface Round {
  readonly model: Model;
  readonly present: Present;
  readonly records: readonly Stored[];
  readonly filters: readonly JsonValue[];
}

function randomRound(draw: Draw): Round {
  const model = randomModel(draw);
  const present = randomPresent(draw);
  const records = randomRecords(draw, { model, present, count: RECORDS });
  const filters = Array.from({ length: FILTERS }, () =>
    randomFilter(draw, "alpha", { model, present, records, depth: 3 }),
  );
  return { model, present, records, filters };
}

function parse(input: JsonValue, model: Model): Filter {
  const result = parseFilter(input, {
    model,
    object: "alpha",
    segments: new Map(),
    resolve: (_, text) => text,
  });
  if (!result.ok) throw new Error(`${JSON.stringify(input)}: ${JSON.stringify(result.problems)}`);
  return result.filter;
}

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

interface Judged {
  readonly cases: number;
  readonly held: number;
  readonly disagreements: readonly string[];
}

async function judge(round: Round, number: number): Promise<Judged> {
  const { model, present, records } = round;
  const schema = `ws_${number}`;
  await storeRecords(database.pool, { schema, model, records });
  const views = storedViews(records, model);
  const params: unknown[] = [];
  const filters = round.filters.map((input) => {
    const filter = parse(input, model);
    const compiled = compileFilter(filter, {
      schema,
      alias: "r",
      ...present,
      firstParameter: params.length + 1,
    });
    params.push(...compiled.params);
    return { input, filter, text: compiled.text };
  });
  const answers = await judgeBySql(
    database.pool,
    { table: recordTable(schema, "alpha"), alias: "r", conditions: filters.map(({ text }) => text) },
    params,
  );
  const disagreements: string[] = [];
  let [cases, held] = [0, 0];
  for (const [id, row] of answers) {
    const view = views.get(id);
    if (!view) throw new Error(`no view of ${id}`);
    for (const [index, { input, filter, text }] of filters.entries()) {
      const predicate = evaluate(filter, view, present);
      cases++;
      if (predicate) held++;
      if (predicate === row[index]) continue;
      const record = records.find((candidate) => candidate.id === id);
      disagreements.push(
        [
          `filter ${JSON.stringify(input)}`,
          `predicate ${predicate}, SQL ${String(row[index])}`,
          `now ${present.now.toString()} ${JSON.stringify({ ...present.calendar, holidays: [...present.calendar.holidays] })}`,
          `record ${JSON.stringify(Object.fromEntries(record?.values ?? []))}`,
          text,
        ].join("\n  "),
      );
    }
  }
  return { cases, held, disagreements };
}

test(
  `the predicate and SQL agree on every record and filter (seed ${SEED})`,
  { timeout: 600_000 },
  async () => {
    const rounds = sample(randomRound, { seed: SEED, count: ROUNDS });
    let [cases, held] = [0, 0];
    const disagreements: string[] = [];
    for (const [number, round] of rounds.entries()) {
      const judged = await judge(round, number);
      cases += judged.cases;
      held += judged.held;
      disagreements.push(...judged.disagreements);
    }
    const shortest = disagreements.toSorted((left, right) => left.length - right.length).slice(0, 3);
    expect(shortest.join("\n\n"), `${disagreements.length} of ${cases} disagree; seed ${SEED}`).toBe("");
    expect(cases).toBeGreaterThanOrEqual(ROUNDS * 8_000);
    // A generator whose filters never hold, or always do, would prove nothing.
    expect(held / cases).toBeGreaterThan(0.15);
    expect(held / cases).toBeLessThan(0.85);
  },
);

test(`what a filter prints parses back to the same filter (seed ${SEED})`, () => {
  for (const { model, filters } of sample(randomRound, { seed: SEED + 1, count: 1 })) {
    for (const input of filters) {
      const printed = toJson(parse(input, model));
      expect(toJson(parse(printed, model))).toEqual(printed);
      expect(parse(printed, model)).toEqual(parse(input, model));
    }
  }
});
