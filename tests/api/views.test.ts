import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApiKey } from "../../apps/server/src/features/access/index.ts";
import { startApi, type Answered, type TestApi } from "./start-api.ts";

let api: TestApi;
const keys: Record<string, { authorization: string }> = {};
const LARGE = { filter: ["amount", "gt", 1000] };

const save = (body: object, as = {}): Promise<Answered> => api.call("POST pipelines/sales/views", body, as);
const list = async (as = {}) => (await api.call("GET pipelines/sales/views", undefined, as)).body.items;
const names = async (as = {}): Promise<string[]> =>
  (await list(as)).map((view: { name: string }) => view.name);

beforeAll(async () => {
  api = await startApi();
  await api.call("PUT roles/no-amounts", { rights: { "*": { read: "all" } }, hide: ["deal.amount"] });
  for (const [handle, role] of [
    ["ana", "salesperson"],
    ["luis", "no-amounts"],
  ]) {
    await api.call("POST records/user", { name: handle, handle, role });
    const { secret } = await createApiKey(api.cadencia.workspace, { name: handle ?? "", user: handle ?? "" });
    keys[handle ?? ""] = { authorization: `Bearer ${secret}` };
  }
});
afterAll(() => api.close());

describe("a saved view", () => {
  it("is its owner's until it is shared, and then everybody's to look by", async () => {
    const { status, body } = await save({ name: "Large", wanted: { ...LARGE, view: "list" } }, keys["ana"]);
    expect(status).toBe(201);
    expect(body).toMatchObject({ name: "Large", shared: false, usual: false, may_edit: true });
    expect(await names()).toEqual([]);
    await api.call(`PATCH views/${body.id}`, { shared: true }, keys["ana"]);
    expect(await list()).toMatchObject([
      { name: "Large", wanted: { filter: ["amount", "gt", 1000], view: "list" }, owner: { name: "ana" } },
    ]);
  });

  it("of others is not there for who may not see what it asks", async () => {
    expect(await names(keys["luis"])).toEqual([]);
  });

  it("is changed and deleted by its owner and by administrators alone", async () => {
    const { id } = (await save({ name: "Ours", wanted: {}, shared: true })).body;
    expect((await api.call(`PATCH views/${id}`, { name: "Mine" }, keys["ana"])).status).toBe(403);
    expect((await api.call(`DELETE views/${id}`, undefined, keys["ana"])).status).toBe(403);
    const { id: hers } = (await save({ name: "Hers", wanted: {}, shared: true }, keys["ana"])).body;
    expect((await api.call(`DELETE views/${hers}`)).status).toBe(204);
    expect((await api.call(`PATCH views/${hers}`, { name: "Back" }, keys["ana"])).status).toBe(404);
    await api.call(`DELETE views/${id}`);
  });

  it("is what the page opens with, one for each user, also one of somebody else", async () => {
    const { id } = (await save({ name: "Open", wanted: {}, shared: true, usual: true })).body;
    await save({ name: "First", wanted: {}, usual: true }, keys["ana"]);
    expect((await api.call(`PATCH views/${id}`, { usual: true }, keys["ana"])).status).toBe(200);
    const usual = (await list(keys["ana"])).filter((view: { usual: boolean }) => view.usual);
    expect(usual).toMatchObject([{ name: "Open", may_edit: false }]);
    await api.call(`PATCH views/${id}`, { usual: false }, keys["ana"]);
    expect((await list()).find((view: { id: string }) => view.id === id)).toMatchObject({ usual: true });
    expect((await list(keys["ana"])).filter((view: { usual: boolean }) => view.usual)).toEqual([]);
  });

  it("bears a name of its own and a filter that can be read", async () => {
    await save({ name: "Twice", wanted: {} });
    expect(await save({ name: "twice", wanted: {} })).toMatchObject({
      status: 422,
      body: { errors: [{ field: "name" }] },
    });
    const { status, body } = await save({ name: "Wrong", wanted: { filter: ["amont", "gt", 1] } });
    expect(status).toBe(422);
    expect(body.errors[0]).toMatchObject({ field: "wanted.filter[0]", code: "unknown_field" });
  });
});
