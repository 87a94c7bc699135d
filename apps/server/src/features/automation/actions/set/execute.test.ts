import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { act } from "../../testing/batch.ts";
import { buildContact, buildDeal, buildRecord, buildUser, reread } from "../../testing/records.ts";
import { buildWorkspace, type TestWorkspace } from "../../testing/workspace.ts";
import { checkValues } from "./check.ts";
import { setAction } from "./execute.ts";

let workspace: TestWorkspace;

beforeAll(async () => {
  workspace = await buildWorkspace({
    settings: { timeZone: "Europe/Madrid" },
    pipelines: {
      sales: { object: "deal", stages: ["new", "proposal", "won!", "lost~"] },
      installation: { object: "deal", stages: ["scheduled", "done!"] },
    },
    fields: {
      deal: [
        { key: "visits", label: "Visits", type: "integer" },
        { key: "visit", label: "Visit", type: "date" },
        { key: "meeting", label: "Meeting", type: "datetime" },
        { key: "channels", label: "Channels", type: "multi_select", options: ["web", "shop", "phone"] },
        { key: "margin", label: "Margin", type: "number" },
        { key: "approver", label: "Approver", type: "user", to: "user" },
      ],
      contact: [{ key: "score", label: "Score", type: "number" }],
    },
  });
});

afterAll(() => workspace.close());

const set = (parameters: Record<string, unknown>, ...records: string[]) =>
  workspace.inUnit((unit) => act(unit, { action: setAction, parameters }, { records }));

describe("set", () => {
  test("writes literals, and texts with merge fields", async () => {
    const deal = await buildDeal(workspace, { amount: 100 });
    expect(await set({ title: "{{ deal.title }} 2", amount: "12.50", repeat: true }, deal.id)).toEqual([
      { status: "done" },
    ]);
    expect((await reread(workspace, deal)).values).toMatchObject({
      title: "Boiler 2",
      amount: "12.5",
      repeat: true,
    });
  });

  test("brings a text with merge fields to the type of a number, a date and a relation", async () => {
    const pedro = await buildContact(workspace);
    const deal = await buildDeal(workspace, {
      amount: "50000.25",
      close_date: "2026-06-01",
      contact: pedro.id,
    });
    await set(
      { margin: "{{ deal.amount }}", visit: "{{ deal.close_date }}", lost_reason: "{{ contact.name }}" },
      deal.id,
    );
    expect((await reread(workspace, deal)).values).toMatchObject({
      margin: "50000.25",
      visit: "2026-06-01",
      lost_reason: "Pedro",
    });
  });

  test("counts {for} from now, and keeps the local day where the field keeps days", async () => {
    const deal = await buildDeal(workspace);
    await set({ visit: { for: "2d" }, meeting: { for: "2d", at: "00:30" } }, deal.id);
    expect((await reread(workspace, deal)).values).toMatchObject({
      visit: "2026-05-06",
      meeting: "2026-05-05T22:30:00Z",
    });
  });

  test("counts {field, offset, at} from another field; from an empty one nothing comes", async () => {
    const deal = await buildDeal(workspace, { close_date: "2026-06-10", visit: "2026-06-01" });
    await set({ meeting: { field: "close_date", offset: "-1d", at: "12:00" } }, deal.id);
    expect((await reread(workspace, deal)).values["meeting"]).toBe("2026-06-09T10:00:00Z");
    const empty = await buildDeal(workspace, { visit: "2026-06-01" });
    await set({ visit: { field: "close_date", offset: "1d" } }, empty.id);
    expect((await reread(workspace, empty)).values["visit"]).toBeNull();
  });

  test("clears, adds, removes and increments; empty counts as 0 and decimals stay exact", async () => {
    const deal = await buildDeal(workspace, {
      amount: "0.1",
      tags: ["a", "b"],
      channels: ["web"],
      lost_reason: "x",
    });
    await set(
      {
        clear: ["lost_reason"],
        add: { tags: ["c", "A"], channels: "shop" },
        remove: { tags: ["B"] },
        increment: { amount: "0.2", visits: 3, margin: -1 },
      },
      deal.id,
    );
    expect((await reread(workspace, deal)).values).toMatchObject({
      lost_reason: null,
      tags: ["a", "c"],
      channels: ["web", "shop"],
      amount: "0.3",
      visits: 3,
      margin: "-1",
    });
  });

  test("that changes nothing is done and no save", async () => {
    const deal = await buildDeal(workspace, { amount: 5, tags: ["a", "b"] });
    const before = workspace.saves.length;
    expect(await set({ amount: "5.00", tags: ["b", "a"] }, deal.id)).toEqual([{ status: "done" }]);
    expect(workspace.saves.length).toBe(before);
    expect((await reread(workspace, deal)).version).toBe(1);
  });

  test("moves to a stage, written with or without its pipeline", async () => {
    const deal = await buildDeal(workspace);
    await set({ stage: "won" }, deal.id);
    expect((await reread(workspace, deal)).values).toMatchObject({ stage: "sales/won", pipeline: "sales" });
    await set({ stage: "installation/scheduled" }, deal.id);
    expect((await reread(workspace, deal)).values).toMatchObject({
      stage: "installation/scheduled",
      pipeline: "installation",
    });
  });

  test("takes a removed stage for its pipeline's first one, and says so", async () => {
    const deal = await buildDeal(workspace, { stage: "sales/proposal" });
    expect(await set({ stage: "sales/gone" }, deal.id)).toEqual([
      { status: "done", reason: "missing_stage", detail: 'the stage "sales/gone" is gone; took sales/new' },
    ]);
    expect((await reread(workspace, deal)).values["stage"]).toBe("sales/new");
  });

  test("fails for a removed pipeline and for a removed field", async () => {
    const deal = await buildDeal(workspace);
    expect(await set({ stage: "old/gone" }, deal.id)).toMatchObject([
      { status: "failed", reason: "missing_pipeline" },
    ]);
    expect(await set({ pipeline: "old" }, deal.id)).toMatchObject([
      { status: "failed", reason: "missing_pipeline" },
    ]);
    expect(await set({ nothing: 1 }, deal.id)).toMatchObject([{ status: "failed", reason: "missing_field" }]);
  });

  test("stands in for an owner who is gone", async () => {
    const ana = await buildUser(workspace, "ana");
    await buildUser(workspace, "gone", { active: false });
    const deal = await buildDeal(workspace, { owner: ana.id });
    expect(await set({ owner: "user:gone" }, deal.id)).toMatchObject([
      { status: "done", reason: "missing_person" },
    ]);
    expect((await reread(workspace, deal)).values["owner"]).toBe(ana.id);
    const none = await buildDeal(workspace);
    expect(await set({ owner: "gone" }, none.id)).toMatchObject([
      { status: "failed", reason: "missing_person" },
    ]);
    expect(await set({ owner: "ana", approver: "user:gone" }, none.id)).toEqual([{ status: "done" }]);
  });

  test("reaches a related record over dots, and fails where there is none", async () => {
    const acme = await buildRecord(workspace, "company", { name: "ACME" });
    const pedro = await buildContact(workspace, { company: acme.id });
    const deal = await buildDeal(workspace, { contact: pedro.id });
    const alone = await buildDeal(workspace);
    const parameters = { "contact.category": "gold", "contact.company.industry": "Heating" };
    expect(await set(parameters, deal.id, alone.id)).toMatchObject([
      { status: "done" },
      { status: "failed", reason: "missing_value" },
    ]);
    expect((await reread(workspace, pedro)).values["category"]).toBe("gold");
    expect((await reread(workspace, acme)).values["industry"]).toBe("Heating");
  });

  test("of two deals of one contact in one batch adds up", async () => {
    const pedro = await buildContact(workspace, { score: 1, tags: ["a"] });
    const deals = await Promise.all(
      ["b", "c"].map((title) => buildDeal(workspace, { title, contact: pedro.id })),
    );
    await set(
      { increment: { "contact.score": 2 }, add: { "contact.tags": "{{ deal.title }}" } },
      ...deals.map((deal) => deal.id),
    );
    const contact = await reread(workspace, pedro);
    expect(contact.values["score"]).toBe("5");
    expect((contact.values["tags"] as string[]).toSorted()).toEqual(["a", "b", "c"]);
  });

  test("of one record with a bad value leaves the others alone", async () => {
    const good = await buildDeal(workspace, { title: "7" });
    const bad = await buildDeal(workspace, { title: "seven" });
    expect(await set({ visits: "{{ deal.title }}" }, bad.id, good.id)).toMatchObject([
      { status: "failed", reason: "error", detail: 'deal.visits must be a whole number, not "seven"' },
      { status: "done" },
    ]);
    expect((await reread(workspace, good)).values["visits"]).toBe(7);
  });

  test("costs the same few statements for five hundred records as for two", async () => {
    const deals = await workspace.inUnit((unit) =>
      unit.create(
        "deal",
        Array.from({ length: 500 }, (_, index) => ({ input: { title: `D${index}` } })),
      ),
    );
    const ids = deals.flatMap((outcome) => (outcome.ok ? [outcome.record.id] : []));
    workspace.statements();
    await set({ increment: { visits: 1 }, stage: "proposal" }, ...ids);
    expect(workspace.statements()).toBeLessThan(15);
  });
});

const check = (parameters: Record<string, unknown>) =>
  workspace.inUnit(async ({ catalog }) =>
    checkValues(parameters, { catalog, object: "deal", templates: new Set(), userNamed: () => null }),
  );

describe("check of set", () => {
  test.each([
    [{ titel: "x" }, "titel", "unknown_field", 'deal has no field "titel"; did you mean "title"?'],
    [{ "contact.categori": "x" }, "contact.categori", "unknown_field", "category"],
    [{ channels: ["webb"] }, "channels", "wrong_value", 'did you mean "web"?'],
    [{ "contact.category": "golden" }, "contact.category", "wrong_value", "gold"],
    [{ stage: "sales/wonn" }, "stage", "unknown_stage", "sales/won"],
    [{ pipeline: "sale" }, "pipeline", "unknown_pipeline", "sales"],
    [{ owner: "nobody" }, "owner", "unknown_user", "nobody"],
    [{ increment: { title: 1 } }, "increment.title", "wrong_value", "no number"],
    [{ visit: { field: "clse_date" } }, "visit.field", "unknown_field", "close_date"],
    [{ created_at: "2026-01-01" }, "created_at", "read_only", "product"],
  ])("refuses %j", async (parameters, field, code, message) => {
    const problems = await check(parameters);
    expect(problems).toMatchObject([{ field, code }]);
    expect(problems[0]?.message).toContain(message);
  });

  test("accepts what only the record can tell", async () => {
    expect(
      await check({
        stage: "won",
        amount: "{{ deal.amount | times: 2 }}",
        visit: { for: "2d" },
        owner: "manager",
        "contact.category": "gold",
        add: { tags: "x" },
      }),
    ).toEqual([]);
  });
});
