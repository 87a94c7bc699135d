import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startApi, type TestApi } from "./start-api.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const create = async (object: string, values: object) =>
  (await api.call(`POST records/${object}`, values)).body;

describe("a record's life", () => {
  it("is created in its pipeline's first stage, with exact decimals and its defaults", async () => {
    const { status, body, headers } = await api.call("POST records/deal", {
      title: "Boiler",
      amount: "5000.50",
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      object: "deal",
      version: 1,
      title: "Boiler",
      amount: "5000.5",
      pipeline: "sales",
      stage: "sales/new",
      repeat: false,
      tags: [],
      products: [],
      archived: false,
    });
    expect(headers).toMatchObject({ etag: '"1"', location: `/api/v1/records/deal/${body.id}` });
    expect((await api.call(`GET records/deal/${body.id}`)).body).toEqual(body);
  });

  it("is changed, archived, deleted and restored, and the journal tells by whom", async () => {
    const { id, created_by } = await create("company", { name: "Acme" });
    expect((await api.call(`PATCH records/company/${id}`, { city: "Cluj" })).body).toMatchObject({
      version: 2,
      city: "Cluj",
    });
    expect((await api.call(`POST records/company/${id}/archive`)).body).toMatchObject({
      version: 3,
      archived: true,
    });
    expect((await api.call(`POST records/company/${id}/unarchive`)).body).toMatchObject({ archived: false });
    expect((await api.call(`DELETE records/company/${id}`)).status).toBe(204);
    expect((await api.call(`GET records/company/${id}`)).status).toBe(404);
    expect((await api.call(`POST records/company/${id}/restore`)).body).toMatchObject({ city: "Cluj" });
    const { items } = (await api.call(`GET records/company/${id}/changes`)).body;
    expect(items.map((change: { kind: string }) => change.kind)).toEqual([
      "created",
      "updated",
      "archived",
      "unarchived",
      "deleted",
      "restored",
    ]);
    expect(items[1]).toMatchObject({
      actor: created_by,
      cause: null,
      before: { city: null },
      after: { city: "Cluj" },
    });
    const first = (await api.call(`GET records/company/${id}/changes?limit=4`)).body;
    const rest = (await api.call(`GET records/company/${id}/changes?limit=4&cursor=${first.next}`)).body;
    const back = (await api.call(`GET records/company/${id}/changes?limit=4&order=newest`)).body;
    const older = (
      await api.call(`GET records/company/${id}/changes?limit=4&order=newest&cursor=${back.next}`)
    ).body;
    expect([...back.items, ...older.items].toReversed()).toEqual([...first.items, ...rest.items]);
    expect([...first.items, ...rest.items]).toEqual(items);
    expect(rest.next).toBeNull();
  });

  it("that changes nothing is no save", async () => {
    const { id } = await create("company", { name: "Acme", tags: ["a", "b"] });
    expect(
      (await api.call(`PATCH records/company/${id}`, { name: "Acme", tags: ["b", "a"] })).body.version,
    ).toBe(1);
  });

  it("can be read as of a moment", async () => {
    const { id, created_at } = await create("company", { name: "Before", tags: ["x"] });
    await new Promise((resolve) => setTimeout(resolve, 20));
    const changed = (await api.call(`PATCH records/company/${id}`, { name: "After" })).body;
    const then = await api.call(`GET records/company/${id}?at=${created_at}`);
    expect(then.body).toMatchObject({ name: "Before", version: 1, tags: ["x"], updated_at: created_at });
    expect((await api.call(`GET records/company/${id}?at=${changed.updated_at}`)).body).toEqual(changed);
    expect((await api.call(`GET records/company/${id}?at=2020-01-01`)).status).toBe(404);
    expect((await api.call(`GET records/company/${id}?at=yesterday`)).body.errors[0].field).toBe("at");
  });

  it("takes product lines with it, and gives them back as they were given", async () => {
    const product = await create("product", { name: "Pump", price: 120 });
    const deal = await create("deal", {
      title: "Lines",
      products: [{ product: product.id, quantity: 2, price: "100" }],
    });
    const line = { product: product.id, quantity: "2", price: "100", discount: null };
    expect(deal.products).toEqual([line]);
    const again = await api.call(`PATCH records/deal/${deal.id}`, {
      products: [line, { ...line, quantity: "0.5" }],
    });
    expect(again.body.products).toEqual([line, { ...line, quantity: "0.5" }]);
    expect((await api.call(`GET records/deal/${deal.id}?fields=products`)).body).toEqual({
      id: deal.id,
      object: "deal",
      version: again.body.version,
      products: again.body.products,
    });
  });

  it("is found over relations in both directions", async () => {
    const company = await create("company", { name: "Acme" });
    const contact = await create("contact", { first_name: "Ana", company: company.id });
    const deal = await create("deal", { title: "Boiler", contact: contact.id });
    const activity = await create("activity", {
      type: "call",
      summary: "Ask",
      record: { object: "deal", id: deal.id },
    });
    expect(activity.record).toEqual({ object: "deal", id: deal.id });
    const names = async (path: string) =>
      (await api.call(`GET records/${path}`)).body.items.map((item: { id: string }) => item.id);
    expect(await names(`company/${company.id}/contacts`)).toEqual([contact.id]);
    expect(await names(`contact/${contact.id}/company`)).toEqual([company.id]);
    expect(await names(`contact/${contact.id}/deals`)).toEqual([deal.id]);
    expect(await names(`deal/${deal.id}/activities`)).toEqual([activity.id]);
    expect(await names(`activity/${activity.id}/record`)).toEqual([deal.id]);
    expect(await names(`deal/${deal.id}/company`)).toEqual([]);
    expect(
      await names(`deal/${deal.id}/activities?filter=${encodeURIComponent('["done","is",true]')}`),
    ).toEqual([]);
    expect((await api.call(`GET records/deal/${deal.id}/activitys`)).body.detail).toBe(
      'deal has no relation "activitys"; did you mean "activities"?',
    );
  });

  it("of a lead becomes a deal, once", async () => {
    const lead = await create("lead", { title: "Interested", amount: 10 });
    const { body } = await api.call(`POST records/lead/${lead.id}/convert`, { title: "Sold" });
    expect(body.lead).toMatchObject({ stage: "leads/converted", converted_deal: body.deal.id });
    expect(body.deal).toMatchObject({ title: "Sold", amount: "10" });
    expect(await api.call(`POST records/lead/${lead.id}/convert`)).toMatchObject({ status: 409 });
  });

  it("is merged into another and stays as a redirect", async () => {
    const kept = await create("company", { name: "Acme" });
    const gone = await create("company", { name: "ACME Ltd", city: "Cluj" });
    const deal = await create("deal", { title: "Boiler", company: gone.id });
    const merged = await api.call(`POST records/company/${kept.id}/merge`, { gone: gone.id });
    expect(merged.body).toMatchObject({ id: kept.id, name: "Acme", city: "Cluj" });
    expect((await api.call(`GET records/deal/${deal.id}`)).body.company).toBe(kept.id);
    expect(await api.call(`GET records/company/${gone.id}`)).toMatchObject({
      status: 308,
      headers: { location: `/api/v1/records/company/${kept.id}` },
    });
  });
});

describe("two who save at once", () => {
  it("learn of each other by the version in the body or in If-Match", async () => {
    const { id } = await create("company", { name: "Acme" });
    await api.call(`PATCH records/company/${id}`, { version: 1, name: "First" });
    const body = await api.call(`PATCH records/company/${id}`, { version: 1, name: "Second" });
    expect(body).toMatchObject({
      status: 409,
      headers: { etag: '"2"' },
      body: {
        code: "conflict",
        version: 2,
        errors: [
          { field: "version", message: "the company was saved by somebody else: it is at version 2, not 1" },
        ],
      },
    });
    const header = await api.call(`PATCH records/company/${id}`, { name: "Second" }, { "if-match": '"1"' });
    expect(header).toMatchObject({ status: 412, body: { code: "version_conflict", version: 2 } });
    expect((await api.call(`DELETE records/company/${id}`, undefined, { "if-match": '"1"' })).status).toBe(
      412,
    );
    expect(
      (await api.call(`POST records/company/${id}/archive`, undefined, { "if-match": '"1"' })).status,
    ).toBe(412);
    expect(
      (await api.call(`PATCH records/company/${id}`, { name: "Second" }, { "if-match": 'W/"2"' })).status,
    ).toBe(200);
  });

  it("with one version: one of twenty wins", async () => {
    const { id } = await create("company", { name: "Acme" });
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        api.call(`PATCH records/company/${id}`, { version: 1, name: `N${index}` }),
      ),
    );
    const statuses = answers.map(({ status }) => status).toSorted((left, right) => left - right);
    expect(statuses).toEqual([200, ...Array.from({ length: 19 }, () => 409)]);
  });
});

describe("many records at once", () => {
  it("are saved or refused item by item", async () => {
    const known = await create("company", { name: "Known" });
    const { status, body } = await api.call("POST records/company/bulk", {
      create: [{ name: "One" }, { nmae: "Two" }],
      update: [
        { id: known.id, city: "Cluj" },
        { id: known.id, city: "Iași" },
        { id: crypto.randomUUID(), city: "?" },
        { id: "nobody", city: "?" },
      ],
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      failed: 4,
      created: [
        { ok: true, record: { name: "One" } },
        {
          ok: false,
          errors: [{ field: "nmae", message: 'company has no field "nmae"; did you mean "name"?' }],
        },
      ],
      updated: [
        { ok: true, record: { city: "Cluj", version: 2 } },
        { ok: false, code: "conflict" },
        { ok: false, code: "not_found" },
        { ok: false, code: "not_found" },
      ],
    });
    expect((await api.call(`GET records/company/${known.id}`)).body).toMatchObject({
      city: "Cluj",
      version: 2,
    });
  });

  it("guard each by its version", async () => {
    const known = await create("company", { name: "Known" });
    const { body } = await api.call("POST records/company/bulk", {
      update: [{ id: known.id, version: 7, city: "Cluj" }],
    });
    expect(body.updated[0]).toMatchObject({ ok: false, code: "version_conflict" });
  });
});
