import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createApiKey } from "../../apps/server/src/features/access/index.ts";
import { startApi, type Answered, type TestApi } from "./start-api.ts";

let api: TestApi;
let ana = "";
let as: Record<string, string>;

beforeAll(async () => {
  api = await startApi();
  await api.call("PUT roles/seller", {
    rights: { deal: { read: "all", edit: "own" } },
    hide: ["deal.source"],
  });
  ana = (await api.call("POST records/user", { name: "Ana", handle: "ana", role: "seller" })).body.id;
  const { secret } = await createApiKey(api.cadencia.workspace, { name: "ana", user: "ana" });
  as = { authorization: `Bearer ${secret}` };
});
afterAll(() => api.close());

let batch = 0;
/** Each test has deals of its own: their amount says whose. */
beforeEach(async () => {
  batch += 1;
  const create = Array.from({ length: 25 }, (_, index) => ({
    title: `Deal ${index}`,
    amount: String(batch),
    lost_reason: index % 2 === 0 ? "price" : null,
    owner: index < 10 ? ana : null,
  }));
  await api.call("POST records/deal/bulk", { create });
});

const mine = () => ["amount", "is", String(batch)];
const reasons = async (): Promise<(string | null)[]> => {
  const filter = encodeURIComponent(JSON.stringify(mine()));
  const { body } = await api.call(`GET records/deal?limit=500&filter=${filter}`);
  return body.items.map((deal: { lost_reason: string | null }) => deal.lost_reason);
};

const walk = async (body: object, headers?: Record<string, string>): Promise<Answered["body"][]> => {
  const parts: Answered["body"][] = [];
  for (let cursor: string | null | undefined; cursor !== null; cursor = parts.at(-1).next) {
    const part = await api.call(
      "POST records/deal/matching",
      cursor === undefined ? body : { ...body, cursor },
      headers,
    );
    expect(part).toMatchObject({ status: 200 });
    parts.push(part.body);
  }
  return parts;
};

describe("a change of all records behind a filter", () => {
  it("goes part by part to the end, also where what it writes takes records out of the filter", async () => {
    const filter = { all: [mine(), ["lost_reason", "is_not_set"]] };
    const parts = await walk({ filter, set: { lost_reason: "time" }, limit: 5 });
    expect(parts.map(({ changed }) => changed.length)).toEqual([5, 5, 2]);
    expect((await reasons()).filter((reason) => reason === "time")).toHaveLength(12);
  });

  it("tells what was before, by which it is taken back", async () => {
    const before = await reasons();
    const [part] = await walk({ filter: mine(), set: { lost_reason: "time" } });
    expect(new Set(await reasons())).toEqual(new Set(["time"]));
    const update = part.changed.map(({ id, before: was }: { id: string; before: object }) => ({
      id,
      ...was,
    }));
    await api.call("POST records/deal/bulk", { update });
    expect(await reasons()).toEqual(before);
  });

  it("says how many were so already", async () => {
    const [part] = await walk({ filter: mine(), set: { lost_reason: "price" } });
    expect(part).toMatchObject({ same: 13, refused: 0 });
    expect(part.changed).toHaveLength(12);
  });

  it("archives all, and brings those back that it archived", async () => {
    const [part] = await walk({ filter: mine(), archived: true });
    expect(await reasons()).toEqual([]);
    const ids = part.changed.map(({ id }: { id: string }) => id);
    await api.call("POST records/deal/matching", { ids, archived: false });
    expect(await reasons()).toHaveLength(25);
  });

  it("does not reach what is created meanwhile", async () => {
    const body = { filter: mine(), set: { lost_reason: "time" }, limit: 20 };
    const { next } = (await api.call("POST records/deal/matching", body)).body;
    await api.call("POST records/deal", { title: "Late", amount: String(batch) });
    const rest = await api.call("POST records/deal/matching", { ...body, cursor: next });
    expect(rest.body).toMatchObject({ next: null, refused: 0 });
    expect(rest.body.changed).toHaveLength(5);
    expect((await reasons()).filter((reason) => reason === null)).toHaveLength(1);
  });

  it("holds to the rights of who asks, record by record", async () => {
    const [part] = await walk({ filter: mine(), set: { lost_reason: "time" } }, as);
    expect(part).toMatchObject({ refused: 15, errors: [{ code: "forbidden" }] });
    expect((await reasons()).filter((reason) => reason === "time")).toHaveLength(10);
  });

  it("tells nobody what is hidden from them, nor writes it", async () => {
    const [part] = await walk({ filter: mine(), set: { source: "web" } }, as);
    expect(part).toMatchObject({ changed: [], refused: 25 });
    expect(JSON.stringify(part)).not.toContain('"before":{"source"');
  });

  it("sent again with its Idempotency-Key is done once", async () => {
    const body = { filter: mine(), set: { lost_reason: "time" } };
    const once = { "idempotency-key": `part-${batch}` };
    const first = await api.call("POST records/deal/matching", body, once);
    expect((await api.call("POST records/deal/matching", body, once)).body).toEqual(first.body);
  });
});
