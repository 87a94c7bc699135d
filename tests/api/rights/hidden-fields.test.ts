import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApiKey } from "../../../apps/server/src/features/access/index.ts";
import { startApi, type Answered, type TestApi } from "../start-api.ts";

let api: TestApi;
let as: Record<string, string>;
let deal = "";
const json = (value: unknown): string => encodeURIComponent(JSON.stringify(value));
const ask = (line: string, body?: unknown): Promise<Answered> => api.call(line, body, as);

beforeAll(async () => {
  api = await startApi();
  await api.call("POST objects/deal/fields", { key: "margin", type: "money" });
  await api.call("PUT roles/junior", {
    rights: { contact: { read: "own" }, company: { read: "none" } },
    hide: ["deal.margin", "deal.products"],
  });
  await api.call("POST records/user", { name: "ana", handle: "ana", role: "junior" });
  const { secret } = await createApiKey(api.cadencia.workspace, { name: "ana", user: "ana" });
  as = { authorization: `Bearer ${secret}` };
  const contact = (await api.call("POST records/contact", { first_name: "Pedro", category: "gold" })).body.id;
  const company = (await api.call("POST records/company", { name: "Acme" })).body.id;
  const { body } = await api.call("POST records/deal", { title: "Boiler", margin: 300, contact, company });
  deal = body.id;
  await api.call(`PATCH records/deal/${deal}`, { margin: 200 });
  await api.call("PUT segments/rich", { object: "deal", filter: ["margin", "gt", 100] });
});
afterAll(() => api.close());

describe("a hidden field", () => {
  it("is in no answer", async () => {
    const answers = [
      await ask(`GET records/deal/${deal}`),
      await ask("GET records/deal"),
      await ask(`GET records/deal/${deal}?at=2100-01-01`),
      await ask(`GET records/deal/${deal}/changes`),
      await ask(`PATCH records/deal/${deal}`, { title: "Pump" }),
      await ask("POST records/deal", { title: "Other" }),
      await ask("POST records/deal/bulk", { create: [{ title: "Third" }] }),
      await ask("GET objects/deal"),
    ];
    for (const { status, body } of answers) {
      expect(status).toBeLessThan(300);
      expect(JSON.stringify(body)).not.toMatch(/margin|products/);
    }
    expect(JSON.stringify((await ask("GET objects")).body)).not.toContain("margin");
  });

  it("is unknown to lists, and no hint tells of it", async () => {
    for (const query of [
      "sort=margin",
      "fields=margin",
      "fields=products",
      `filter=${json(["margin", "gt", 1])}`,
      `filter=${json({ some: "products" })}`,
    ]) {
      const name = query.includes("products") ? "products" : "margin";
      const { status, body } = await ask(`GET records/deal?${query}`);
      const other = await ask(`GET records/deal?${query.replace(name, "qqzzx")}`);
      expect(status).toBe(422);
      expect(body.detail.replaceAll(name, "qqzzx")).toBe(other.body.detail);
    }
    expect((await ask("GET records/deal?sort=margi")).body.detail).not.toContain("margin");
    const segment = await ask(`GET records/deal?filter=${json({ segment: "rich" })}`);
    expect(segment).toMatchObject({ status: 422 });
    expect(segment.body.detail).toContain('there is no segment "rich"');
  });

  it("is not written", async () => {
    for (const answer of [
      await ask(`PATCH records/deal/${deal}`, { margin: 1 }),
      await ask("POST records/deal", { title: "x", margin: 1 }),
      await ask("POST records/deal", { title: "x", products: [] }),
      await ask("PUT segments/rich", { object: "deal", filter: ["title", "is", "x"] }),
      await ask("POST segments/new/preview", { object: "deal", filter: ["margin", "gt", 1] }),
    ]) {
      expect(answer).toMatchObject({ status: 403, body: { code: "forbidden" } });
      expect(answer.body.detail).toContain("forbidden");
    }
    const { body } = await api.call(`GET records/deal/${deal}`);
    expect(body.margin).toBe("200");
  });
});

describe("a related record that one may not read", () => {
  it("is found out by no filter, and is in no list", async () => {
    const found = async (filter: unknown): Promise<number> =>
      (await ask(`GET records/deal?filter=${json(filter)}`)).body.items.length;
    expect(await found(["contact.category", "is", "gold"])).toBe(0);
    expect(await found(["contact.category", "is_not_set"])).toBeGreaterThan(0);
    expect(await ask(`GET records/deal?filter=${json(["company.name", "is", "Acme"])}`)).toMatchObject({
      status: 422,
    });
    expect((await ask(`GET records/deal/${deal}/contact`)).body.items).toEqual([]);
    expect((await ask(`GET records/deal/${deal}/company`)).body.items).toEqual([]);
    expect((await ask("GET records/company")).status).toBe(404);
    expect((await ask("GET records/line")).body.items).toBeDefined();
  });
});

describe("a role", () => {
  it("is made, changed and deleted by administrators, and not while somebody has it", async () => {
    expect((await ask("GET roles")).status).toBe(403);
    expect((await ask("PUT roles/junior", {})).status).toBe(403);
    const listed = await api.call("GET roles");
    expect(listed.body.items.map(({ key }: { key: string }) => key)).toEqual([
      "admin",
      "manager",
      "salesperson",
      "read-only",
      "junior",
    ]);
    expect(await api.call("DELETE roles/junior")).toMatchObject({ status: 409, body: { code: "in_use" } });
    expect(await api.call("DELETE roles/admin")).toMatchObject({ status: 409 });
    await api.call("PUT roles/short", { label: "Short", rights: { lead: { read: "own" } } });
    expect((await api.call("GET roles/short")).body).toMatchObject({ label: "Short", hide: [] });
    expect((await api.call("DELETE roles/short")).status).toBe(204);
    expect((await api.call("GET roles/short")).body.detail).toContain("there is no role");
  });

  it.each([
    ["admin", {}, "is one of the product's own"],
    ["Big Boss", {}, "is no key of a role"],
    ["r", { rights: { leed: { read: "all" } } }, 'did you mean "lead"?'],
    ["r", { rights: { lead: { raed: "all" } } }, 'did you mean "read"?'],
    ["r", { rights: { lead: { read: "some" } } }, "none, own, team, all"],
    ["r", { hide: ["deal.amont"] }, 'did you mean "deal.amount"?'],
  ])("%s %j is refused", async (key, body, message) => {
    const answer = await api.call(`PUT roles/${encodeURIComponent(key)}`, body);
    expect(answer).toMatchObject({ status: 422 });
    expect(answer.body.detail).toContain(message);
  });

  it("that is not there is given to nobody", async () => {
    const answer = await api.call("POST records/user", { name: "x", role: "juniro" });
    expect(answer.body.detail).toContain('did you mean "junior"?');
  });
});
