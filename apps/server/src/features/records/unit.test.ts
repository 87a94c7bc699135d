import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readChanges } from "../../platform/journal/index.ts";
import {
  buildContact,
  buildDeal,
  buildRecord,
  buildUser,
  everyRecord,
  reread,
} from "../automation/testing/records.ts";
import { buildWorkspace, type TestWorkspace } from "../automation/testing/workspace.ts";
import { readRecords } from "./records.repo.ts";
import { recordOf, type Outcome } from "./outcome.ts";
import type { Input } from "./draft.ts";
import type { Edit } from "./unit.ts";
import type { StoredRecord } from "./row.ts";

let workspace: TestWorkspace;

beforeAll(async () => {
  workspace = await buildWorkspace({
    pipelines: {
      sales: { object: "deal", stages: ["new", "proposal", "won!", "lost~"] },
      installation: { object: "deal", stages: ["scheduled", "done!"] },
      leads: { object: "lead", stages: ["new"] },
    },
    objects: ["visit"],
    fields: {
      deal: [
        { key: "serial", label: "Serial", type: "integer" },
        { key: "channels", label: "Channels", type: "multi_select", options: ["web", "shop"] },
        { key: "extra", label: "Extra", type: "json" },
        { key: "partner", label: "Partner", type: "relation", to: "company" },
      ],
      visit: [{ key: "code", label: "Code", type: "text", required: true }],
    },
  });
});

afterAll(() => workspace.close());

const create = (object: string, ...inputs: Input[]): Promise<Outcome[]> =>
  workspace.inUnit((unit) =>
    unit.create(
      object,
      inputs.map((input) => ({ input })),
    ),
  );

const update = (record: StoredRecord, input: Input, more: Partial<Edit> = {}): Promise<Outcome> =>
  workspace.inUnit(async (unit) => {
    const [outcome] = await unit.update(record.object, [{ id: record.id, input, ...more }]);
    if (outcome === undefined) throw new Error("nothing came back");
    return outcome;
  });

const problemsOf = (outcome: Outcome | undefined): readonly string[] =>
  outcome === undefined || outcome.ok ? [] : outcome.problems.map(({ code }) => code);

describe("creating", () => {
  test("keeps values in canonical form, and reads them back the same", async () => {
    const acme = await buildRecord(workspace, "company", { name: "ACME" });
    const deal = await buildDeal(workspace, {
      title: " Boiler ",
      amount: "0005000.50",
      close_date: "2026-06-01",
      closed_at: "2026-06-01T10:00:00+02:00",
      serial: 77,
      channels: ["shop", "WEB", "shop"],
      tags: ["a", "a"],
      extra: { nested: [1, null, { x: "y" }] },
      partner: acme.id.toUpperCase(),
      repeat: true,
      source: "",
    });
    const stored = await reread(workspace, deal);
    expect(stored.values).toMatchObject({
      title: " Boiler ",
      amount: "5000.5",
      close_date: "2026-06-01",
      closed_at: "2026-06-01T08:00:00Z",
      serial: 77,
      channels: ["shop", "web"],
      tags: ["a"],
      extra: { nested: [1, null, { x: "y" }] },
      partner: acme.id,
      repeat: true,
      source: null,
      created_at: "2026-05-04T07:00:00Z",
    });
    expect(deal.values).toMatchObject({ amount: "5000.5", channels: ["shop", "web"], tags: ["a"] });
  });

  test("enters the pipeline's first stage in the same save", async () => {
    const [plain, other] = [
      await buildDeal(workspace),
      await buildDeal(workspace, { pipeline: "installation" }),
    ];
    expect(plain.values).toMatchObject({
      pipeline: "sales",
      stage: "sales/new",
      stage_entered_at: "2026-05-04T07:00:00Z",
    });
    expect(other.values).toMatchObject({ pipeline: "installation", stage: "installation/scheduled" });
    expect(workspace.saves.filter((save) => save.after.id === plain.id)).toHaveLength(1);
  });

  test("derives a contact's name", async () => {
    expect((await buildContact(workspace, { last_name: "Ruiz" })).values["name"]).toBe("Pedro Ruiz");
    expect(
      (await buildContact(workspace, { first_name: null, email: "x@example.test" })).values["name"],
    ).toBe("x@example.test");
  });

  test("refuses each bad record by itself and creates the others", async () => {
    const [unknown, wrong, nowhere, missing, good] = await create(
      "deal",
      { titel: "x" },
      { serial: "many" },
      { stage: "sales/gone" },
      { contact: "0190a000-0000-7000-8000-0000000000ff" },
      { title: "Good" },
    );
    expect([unknown, wrong, nowhere, missing].map(problemsOf)).toEqual([
      ["unknown_field"],
      ["wrong_value"],
      ["unknown_stage"],
      ["unknown_record"],
    ]);
    expect(recordOf(good).values["title"]).toBe("Good");
  });

  test("asks for what is required, and refuses what the product sets itself", async () => {
    expect(problemsOf((await create("visit", {}))[0])).toEqual(["required"]);
    expect(problemsOf((await create("visit", { code: "x", archived: true }))[0])).toEqual(["read_only"]);
  });

  test("keeps which object an any-relation means", async () => {
    const deal = await buildDeal(workspace);
    const note = await buildRecord(workspace, "note", { text: "x", record: { object: "deal", id: deal.id } });
    expect((await reread(workspace, note)).values).toMatchObject({ record: deal.id, record__object: "deal" });
    const [unknown] = await create("note", { record: { object: "deal", id: note.id } });
    expect(problemsOf(unknown)).toEqual(["unknown_record"]);
  });
});

describe("updating", () => {
  test("raises the version once and keeps before and after in the journal", async () => {
    const deal = await buildDeal(workspace, { amount: 100 });
    workspace.clock.advanceTo(workspace.clock.now().add({ minutes: 1 }));
    const after = recordOf(await update(deal, { amount: 150, title: "Boiler" }));
    expect(after.version).toBe(2);
    expect((await reread(workspace, deal)).values["updated_at"]).toBe(workspace.clock.now().toString());
    const [created, updated] = await workspace.inUnit(({ tx }) => readChanges(tx, deal.id));
    expect(created).toMatchObject({ kind: "created", before: null });
    expect(updated).toMatchObject({ kind: "updated", before: { amount: "100" }, after: { amount: "150" } });
  });

  test("without net change is no save: the same number written otherwise, sets in another order, empty for empty", async () => {
    const deal = await buildDeal(workspace, {
      amount: 100,
      tags: ["a", "b"],
      channels: ["web", "shop"],
      source: null,
    });
    const before = workspace.saves.length;
    const outcome = await update(deal, {
      amount: "100.00",
      tags: ["b", "a"],
      channels: ["shop", "web"],
      source: "",
    });
    expect(outcome).toMatchObject({ ok: true, changed: new Set() });
    expect(workspace.saves).toHaveLength(before);
    expect((await reread(workspace, deal)).version).toBe(1);
  });

  test("refuses a version that somebody else has moved past", async () => {
    const deal = await buildDeal(workspace);
    await update(deal, { title: "Mine" }, { expectedVersion: 1 });
    expect(await update(deal, { title: "Late" }, { expectedVersion: 1 })).toMatchObject({
      ok: false,
      code: "version_conflict",
    });
    expect((await reread(workspace, deal)).values["title"]).toBe("Mine");
  });

  test("answers not found for what does not exist or was deleted", async () => {
    const deal = await buildDeal(workspace);
    const origin = { actor: null, cause: null, runAutomations: true };
    await workspace.inUnit((unit) => unit.setDeleted("deal", [deal.id], { deleted: true, origin }));
    expect(await update(deal, { title: "x" })).toMatchObject({ ok: false, code: "not_found" });
    expect(await update({ ...deal, id: workspace.workspace.newId() }, {})).toMatchObject({
      code: "not_found",
    });
  });

  test("moves between stages and pipelines, and knows when", async () => {
    const deal = await buildDeal(workspace);
    workspace.clock.advanceTo(workspace.clock.now().add({ hours: 1 }));
    const now = workspace.clock.now().toString();
    expect(recordOf(await update(deal, { stage: "won" })).values).toMatchObject({
      stage: "sales/won",
      stage_entered_at: now,
      closed_at: now,
    });
    expect(recordOf(await update(deal, { pipeline: "installation" })).values).toMatchObject({
      stage: "installation/scheduled",
      closed_at: null,
    });
    expect(recordOf(await update(deal, { pipeline: "installation" })).version).toBe(3);
  });

  test("leaves closed_at to whoever gives it with the stage", async () => {
    const deal = await buildDeal(workspace);
    const given = "2026-01-01T00:00:00Z";
    expect(recordOf(await update(deal, { stage: "lost", closed_at: given })).values["closed_at"]).toBe(given);
    expect(recordOf(await update(deal, { amount: 1 })).values["closed_at"]).toBe(given);
  });

  test("says that a task is done in both its ways", async () => {
    const task = await buildRecord(workspace, "task", { title: "Call" });
    const now = workspace.clock.now().toString();
    expect(recordOf(await update(task, { done: true })).values).toMatchObject({
      state: "done",
      done_at: now,
    });
    expect(recordOf(await update(task, { state: "open" })).values).toMatchObject({
      done: false,
      done_at: null,
    });
    expect(recordOf(await update(task, { state: "cancelled" })).values).toMatchObject({
      done: false,
      state: "cancelled",
    });
    expect(recordOf(await update(task, { state: "done" })).values).toMatchObject({
      done: true,
      done_at: now,
    });
  });

  test("refuses to empty what is required", async () => {
    const visit = await buildRecord(workspace, "visit", { code: "x" });
    expect(problemsOf(await update(visit, { code: null }))).toEqual(["required"]);
    expect(problemsOf(await update(visit, { source: "web" }))).toEqual([]);
  });

  test("adds to a set that still holds somebody who was deleted", async () => {
    const [gone, ana] = [await buildUser(workspace, "gone"), await buildUser(workspace, "ana")];
    const deal = await buildDeal(workspace, { followers: [gone.id] });
    const origin = { actor: null, cause: null, runAutomations: true };
    await workspace.inUnit((unit) => unit.setDeleted("user", [gone.id], { deleted: true, origin }));
    expect(recordOf(await update(deal, { followers: [gone.id, ana.id] })).values["followers"]).toHaveLength(
      2,
    );
    expect(problemsOf((await create("deal", { followers: [gone.id] }))[0])).toEqual(["unknown_record"]);
  });

  test("clears a field, and a set, and writes one record's null beside another's value", async () => {
    const [full, empty] = [
      await buildDeal(workspace, { amount: 1, tags: ["a"], extra: [1], channels: ["web"] }),
      await buildDeal(workspace),
    ];
    await workspace.inUnit((unit) =>
      unit.update("deal", [
        { id: full.id, input: { amount: null, tags: [], extra: null, channels: null } },
        { id: empty.id, input: { amount: 2, tags: ["b"], extra: { a: 1 }, channels: ["shop"] } },
      ]),
    );
    const cleared = (await reread(workspace, full)).values;
    expect([cleared["amount"], cleared["tags"], cleared["extra"]]).toEqual([null, [], null]);
    expect((await reread(workspace, empty)).values).toMatchObject({
      amount: "2",
      tags: ["b"],
      extra: { a: 1 },
      channels: ["shop"],
    });
  });

  test("of records whose edits name different fields leaves the others' fields alone", async () => {
    const [first, second] = [
      await buildDeal(workspace, { amount: 1 }),
      await buildDeal(workspace, { amount: 2 }),
    ];
    await workspace.inUnit((unit) =>
      unit.update("deal", [
        { id: first.id, input: { title: "First" } },
        { id: second.id, input: { amount: 3 } },
      ]),
    );
    expect((await reread(workspace, first)).values).toMatchObject({ title: "First", amount: "1" });
    expect((await reread(workspace, second)).values).toMatchObject({ title: "Boiler", amount: "3" });
  });

  test("keeps the text by which it is searched in step", async () => {
    const deal = await buildDeal(workspace, { title: "CALDERA ȘI" });
    await update(deal, { title: "Ångström" });
    const [row] = await workspace.inUnit(({ tx }) =>
      tx.query<{ title__f: string }>(`SELECT title__f FROM ${tx.s}.o_deal WHERE id = $1`, [deal.id]),
    );
    expect(row?.title__f).toBe("ångström");
  });
});

const linesOf = async (deal: StoredRecord) =>
  (await everyRecord(workspace, "line"))
    .filter((line) => line.values["parent"] === deal.id)
    .map(({ values }) => values);

describe("product lines", () => {
  test("come with their record, and take the place of those that stood", async () => {
    const product = await buildRecord(workspace, "product", { name: "Boiler", price: 10 });
    const deal = await buildDeal(workspace, {
      products: [{ product: product.id, quantity: 2 }, { price: "3.50" }],
    });
    expect(await linesOf(deal)).toMatchObject([
      { product: product.id, quantity: "2", position: 0 },
      { price: "3.5", quantity: "1", position: 1 },
    ]);
    await update(deal, { products: [{ product: product.id, quantity: 5 }] });
    expect(await linesOf(deal)).toMatchObject([{ quantity: "5" }]);
    await update(deal, { products: null });
    expect(await linesOf(deal)).toEqual([]);
  });

  test("that are the same are no change", async () => {
    const deal = await buildDeal(workspace, { products: [{ price: 1 }, { price: 2 }] });
    const before = workspace.saves.length;
    await update(deal, { products: [{ price: "1.0" }, { price: "2", quantity: 1 }] });
    expect(workspace.saves).toHaveLength(before);
  });

  test("that are wrong refuse their record alone", async () => {
    const [bad, worse, shapeless, good] = await create(
      "deal",
      { products: [{ price: 1 }, { quantity: "two" }] },
      { products: [{ product: "0190a000-0000-7000-8000-0000000000ff" }] },
      { products: "one" },
      { title: "Good", products: [{ price: 1 }] },
    );
    expect([bad, worse, shapeless].map(problemsOf)).toEqual([
      ["wrong_value"],
      ["unknown_record"],
      ["wrong_value"],
    ]);
    expect(bad).toMatchObject({ problems: [{ field: "products.1.quantity" }] });
    expect(good?.ok).toBe(true);
  });

  test("make the revenue of a subscription, unless it is given", async () => {
    const yearly = await buildRecord(workspace, "plan", { name: "Yearly", interval: "year" });
    const service = await buildRecord(workspace, "product", { name: "Service", price: 120, recurring: true });
    const products = [{ product: service.id, quantity: 2, discount: 50 }];
    const made = await buildRecord(workspace, "subscription", { plan: yearly.id, products });
    expect(made.values["mrr"]).toBe("10");
    expect((await buildRecord(workspace, "subscription", { mrr: 7, products })).values["mrr"]).toBe("7");
    const changed = recordOf(await update(made, { products: [{ product: service.id }] }));
    expect(changed.values["mrr"]).toBe("10");
    expect(
      recordOf(await update(made, { products: [{ product: service.id, price: 240 }] })).values["mrr"],
    ).toBe("20");
  });
});

describe("deleting and archiving", () => {
  const origin = { actor: null, cause: null, runAutomations: true };

  test("keeps the row, and brings it back", async () => {
    const deal = await buildDeal(workspace);
    const set = (deleted: boolean) =>
      workspace.inUnit((unit) => unit.setDeleted("deal", [deal.id], { deleted, origin }));
    await set(true);
    expect((await reread(workspace, deal)).deletedAt).toBe(workspace.clock.now().toString());
    expect((await set(true))[0]).toMatchObject({ ok: false, code: "not_found" });
    await set(false);
    expect(await reread(workspace, deal)).toMatchObject({
      deletedAt: null,
      version: 3,
      values: { title: "Boiler" },
    });
    const kinds = await workspace.inUnit(({ tx }) => readChanges(tx, deal.id));
    expect(kinds.map(({ kind }) => kind)).toEqual(["created", "deleted", "restored"]);
  });

  test("archives once", async () => {
    const deal = await buildDeal(workspace);
    const set = (archived: boolean) =>
      workspace.inUnit((unit) => unit.setArchived("deal", [deal.id], { archived, origin }));
    expect((await set(true))[0]).toMatchObject({ ok: true, changed: new Set(["archived"]) });
    expect((await set(true))[0]).toMatchObject({ ok: true, changed: new Set() });
    expect((await reread(workspace, deal)).values["archived"]).toBe(true);
  });
});

test("a thousand records are created and changed in a few statements", async () => {
  const inputs = Array.from({ length: 1000 }, (_, index) => ({
    title: `D${index}`,
    amount: index,
    tags: [`t${index}`],
  }));
  workspace.statements();
  const outcomes = await create("deal", ...inputs);
  expect(workspace.statements()).toBeLessThan(10);
  const ids = outcomes.map((outcome) => recordOf(outcome).id);
  await workspace.inUnit((unit) =>
    unit.update(
      "deal",
      ids.map((id, index) => ({
        id,
        input: { amount: index + 1, tags: [`t${index}`, "all"], stage: "won" },
      })),
    ),
  );
  expect(workspace.statements()).toBeLessThan(12);
  const stored = await workspace.inUnit((unit) => readRecords(unit.tx, unit.object("deal"), ids));
  expect(stored[999]?.values).toMatchObject({ amount: "1000", tags: ["t999", "all"], stage: "sales/won" });
});

test("two saves of one record one after the other in a unit build on each other", async () => {
  const deal = await buildDeal(workspace, { amount: 1 });
  await workspace.inUnit(async (unit) => {
    await unit.update("deal", [{ id: deal.id, input: { amount: 2 } }]);
    await unit.update("deal", [{ id: deal.id, input: { title: "Pump" } }]);
  });
  expect(await reread(workspace, deal)).toMatchObject({ version: 3, values: { amount: "2", title: "Pump" } });
});
