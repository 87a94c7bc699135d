import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApiKey } from "../../apps/server/src/features/access/index.ts";
import { startApi, type TestApi } from "./start-api.ts";

let api: TestApi;
let miramar: string;
let hidden: string;
let luis = {};

const judge = async (body: object, as = {}) => (await api.call("POST records/deal/judge", body, as)).body;

beforeAll(async () => {
  api = await startApi();
  const gold = (await api.call("POST records/contact", { first_name: "Eva", category: "gold" })).body.id;
  const values = { title: "Hotel Miramar", amount: 12_400, contact: gold, stage: "sales/new" };
  miramar = (await api.call("POST records/deal", values)).body.id;
  await api.call("POST records/deal", { title: "Casa Ionescu", amount: 900 });
  hidden = (await api.call("POST records/deal", { title: "No amount" })).body.id;
  await api.call("PUT roles/deals-only", {
    rights: { deal: { read: "all" }, contact: { read: "own" }, user: { read: "all" } },
    hide: [],
  });
  await api.call("POST records/user", { name: "Luis Gil", handle: "luis", role: "deals-only" });
  const { secret } = await createApiKey(api.cadencia.workspace, { name: "luis", user: "luis" });
  luis = { authorization: `Bearer ${secret}` };
});
afterAll(() => api.close());

describe("a filter that is being written", () => {
  it("is counted, of all there are", async () => {
    expect(await judge({ filter: ["amount", "gt", 1000] })).toEqual({
      problems: [],
      matching: 1,
      total: 3,
      explanation: null,
    });
  });

  it("matches everything while it asks for nothing", async () => {
    expect(await judge({ filter: null })).toMatchObject({ matching: 3, total: 3 });
  });

  it("is explained for a record, with the values that it has", async () => {
    const filter = {
      all: [
        ["amount", "gt", 20_000],
        ["contact.category", "is", "gold"],
      ],
    };
    const { explanation } = await judge({ filter, record: miramar });
    expect(explanation).toMatchObject({
      holds: false,
      children: [
        { holds: false, field: "amount", actual: "12400" },
        { holds: true, field: "contact.category", actual: "gold" },
      ],
    });
    const empty = await judge({ filter: ["amount", "lt", 5], record: hidden });
    expect(empty.explanation).toMatchObject({ holds: false, actual: null });
  });

  it("is told what is wrong with it, where, and what was perhaps meant", async () => {
    const answer = await judge({ filter: { all: [["amont", "gt", 1]] } });
    expect(answer).toMatchObject({
      matching: null,
      total: 3,
      problems: [{ path: ["all", 0, 0], code: "unknown_field", nearest: "amount" }],
    });
  });

  it("may ask of a save that is still to come, which cannot be counted", async () => {
    const filter = ["amount", "increased_by", "15%"];
    expect(await judge({ filter, save: true })).toMatchObject({ problems: [], matching: null, total: 3 });
    expect((await judge({ filter })).problems[0]).toMatchObject({ code: "operator_needs_save" });
  });

  it("learns nothing of related records that who asks may not read", async () => {
    const filter = ["contact.category", "is", "gold"];
    const { matching, explanation } = await judge({ filter, record: miramar }, luis);
    expect({ matching, explanation }).toMatchObject({
      matching: 0,
      explanation: { holds: false, actual: null },
    });
  });
});
