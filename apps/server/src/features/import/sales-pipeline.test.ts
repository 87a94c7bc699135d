import { existsSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importRecords, openCsv } from "./index.ts";
import { buildWorkspace, type ImportWorkspace } from "./testing/workspace.ts";

/** 8,800 real sales opportunities, not part of this repository. */
const FOLDER = new URL("../../../../../../shared/data/crm/maven-crm-sales/", import.meta.url).pathname;
const PIPELINE = `${FOLDER}sales_pipeline.csv`;

const MAP = {
  title: "opportunity_id",
  amount: "close_value",
  closed_at: { column: "close_date", format: "M/d/yyyy" },
  engage_date: { column: "engage_date", format: "M/d/yyyy" },
  owner: { column: "sales_agent", match: "user.name", create: true },
  company: { column: "account", match: "company.name", create: true },
  stage: {
    column: "deal_stage",
    values: {
      Won: "sales/Won",
      Lost: "sales/Lost",
      Engaging: "sales/Engaging",
      Prospecting: "sales/Prospecting",
    },
  },
};

const STAGES = ["Prospecting", "Engaging", "Won!", "Lost~"];
const FIELDS = { deal: [{ key: "engage_date", label: "Engaged", type: "date" as const }] };

describe.skipIf(!existsSync(PIPELINE))("a real export of 8,800 sales opportunities", () => {
  let home: ImportWorkspace;
  beforeAll(async () => {
    home = await buildWorkspace({ stages: STAGES, fields: FIELDS });
  });
  afterAll(() => home.close());

  const run = async (options: { dryRun?: boolean } = {}) =>
    importRecords(home.engine, { object: "deal", source: await openCsv(PIPELINE), map: MAP, ...options });

  const counts = async () => {
    const [row] = await home.query<Record<string, number>>(
      `SELECT (SELECT count(*) FROM o_deal)::int AS deals, (SELECT count(*) FROM o_company)::int AS companies,
         (SELECT count(*) FROM o_user)::int AS users`,
    );
    return row;
  };

  const WHOLE = {
    rows: 8800,
    created: 8800,
    failures: 0,
    failed: [],
    related: [
      { field: "owner", object: "user", matched: 8770, created: 30 },
      { field: "company", object: "company", matched: 8800 - 1425 - 85, created: 85 },
    ],
  };

  it("is rehearsed without a trace", async () => {
    expect(await run({ dryRun: true })).toEqual(WHOLE);
    expect(await counts()).toEqual({ deals: 0, companies: 0, users: 0 });
  });

  it("comes in whole, with its defects", async () => {
    expect(await run()).toEqual(WHOLE);
    expect(await counts()).toEqual({ deals: 8800, companies: 85, users: 30 });
    const [facts] = await home.query(
      `SELECT count(*) FILTER (WHERE company IS NULL)::int AS without_account,
         count(*) FILTER (WHERE stage = 'sales/Won')::int AS won,
         sum(amount)::text AS amount,
         count(closed_at)::int AS closed,
         count(engage_date)::int AS engaged,
         min(closed_at)::text AS first
       FROM o_deal`,
    );
    expect(facts).toEqual({
      without_account: 1425,
      won: 4238,
      amount: "10005534",
      closed: 6711,
      engaged: 8300,
      first: "2017-02-28 23:00:00+00",
    });
  });

  it("takes the second time who the first time made", async () => {
    const report = await run();
    expect(report.related).toEqual([
      { field: "owner", object: "user", matched: 8800, created: 0 },
      { field: "company", object: "company", matched: 8800 - 1425, created: 0 },
    ]);
  });
});
