import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApiKey } from "../../apps/server/src/features/access/index.ts";
import { startApi, type Answered, type TestApi } from "./start-api.ts";

let api: TestApi;
let luis: string;
let contact: string;
const keys: Record<string, { authorization: string }> = {};

/** Defined and switched on; a refusal fails the test where it happens. */
const automation = async (definition: {
  readonly key: string;
  readonly [part: string]: unknown;
}): Promise<void> => {
  const defined = await api.call("POST automations", definition);
  const active = await api.call(`POST automations/${definition.key}/activate`, { existing: false });
  expect({ defined: defined.status, active: active.body }).toMatchObject({
    defined: 201,
    active: { state: "active" },
  });
};

const deal = async (values: object): Promise<{ id: string; version: number }> =>
  (await api.call("POST records/deal", values)).body;

const board = async (query = "", as = {}): Promise<Answered> =>
  api.call(`GET pipelines/sales/board${query}`, undefined, as);

const cards = async (stage: string, query = "", as = {}): Promise<Answered> =>
  api.call(`GET pipelines/sales/board/${stage}${query}`, undefined, as);

const narrowed = (filter: unknown): string => `?filter=${encodeURIComponent(JSON.stringify(filter))}`;

const stageNamed = ({ body }: Answered, name: string) =>
  body.stages.find((stage: { name: string }) => stage.name === name);

const titles = ({ body }: Answered): string[] => body.items.map((card: { title: string }) => card.title);

beforeAll(async () => {
  api = await startApi();
  const person = async (name: string, role: string): Promise<string> => {
    const { id } = (await api.call("POST records/user", { name, handle: name, role })).body;
    const { secret } = await createApiKey(api.cadencia.workspace, { name, user: name });
    keys[name] = { authorization: `Bearer ${secret}` };
    return id;
  };
  await api.call("PUT roles/own", { rights: { "*": { read: "own", edit: "own" } }, hide: [] });
  await api.call("PUT roles/poor", { rights: {}, hide: ["deal.amount"] });
  await api.call("PUT roles/blind", { rights: {}, hide: ["deal.stage"] });
  luis = await person("luis", "own");
  await person("paula", "poor");
  await person("ray", "read-only");
  await person("bea", "blind");
  contact = (await api.call("POST records/contact", { first_name: "Eva", last_name: "Gil" })).body.id;
  await automation({
    key: "follow-up",
    name: "Follow-up",
    object: "deal",
    trigger: { enters: ["stage", "is", "sales/proposal"] },
    steps: [
      {
        id: "call",
        do: "plan_activity",
        with: { type: "call", summary: "Call about the offer" },
        wait: { for: "2d" },
      },
    ],
  });
  await deal({ title: "Boiler", amount: 1000.5, stage: "sales/new", contact, owner: luis });
  await deal({ title: "Pump", amount: 2000, stage: "sales/new", currency: "XTS" });
  await deal({ title: "Roof", stage: "sales/new" });
  await deal({ title: "Solar", amount: 300, stage: "sales/proposal" });
});
afterAll(() => api.close());

describe("a board", () => {
  it("has every stage in its order, with the number of records and the sum in the workspace's currency", async () => {
    const answer = await board();
    expect(answer.status).toBe(200);
    expect(answer.body.stages.map((stage: { name: string }) => stage.name)).toEqual([
      "new",
      "qualified",
      "proposal",
      "negotiation",
      "won",
      "lost",
    ]);
    expect(stageNamed(answer, "new")).toMatchObject({ records: 3, amount: "1000.5", other_currencies: 1 });
    expect(stageNamed(answer, "won")).toMatchObject({ records: 0, amount: "0", other_currencies: 0 });
  });

  it("counts what a filter means", async () => {
    const answer = await board(`${narrowed(["title", "contains", "o"])}&text=o`);
    expect(stageNamed(answer, "new")).toMatchObject({ records: 2, amount: "1000.5" });
    expect(stageNamed(answer, "proposal")).toMatchObject({ records: 1, amount: "300" });
  });

  it("counts and shows only what may be read, and says what may be done", async () => {
    const own = await board("", keys["luis"]);
    expect(stageNamed(own, "new")).toMatchObject({ records: 1, amount: "1000.5" });
    expect(titles(await cards("new", "", keys["luis"]))).toEqual(["Boiler"]);
    const [readOnly] = (await cards("new", "", keys["ray"])).body.items;
    expect(readOnly.may_move).toBe(false);
    expect((await board("", keys["ray"])).body.may_create).toBe(false);
    expect((await board()).body.may_create).toBe(true);
  });

  it("tells nobody an amount that is hidden from them, nor a stage", async () => {
    const poor = await board("", keys["paula"]);
    expect(stageNamed(poor, "new")).toMatchObject({ records: 3, amount: null, other_currencies: 0 });
    const { body } = await cards("new", "", keys["paula"]);
    expect(body.items.map((card: { amount: unknown }) => card.amount)).toEqual([null, null, null]);
    expect((await board("", keys["bea"])).status).toBe(403);
    expect((await cards("new", "", keys["bea"])).status).toBe(403);
  });
});

describe("the cards of a stage", () => {
  it("name the people and what the record is worth", async () => {
    const { body } = await cards("new", narrowed(["title", "is", "Boiler"]));
    expect(body.items).toEqual([
      {
        id: expect.any(String),
        version: 1,
        stage: "sales/new",
        title: "Boiler",
        amount: "1000.5",
        currency: "EUR",
        owner: { id: luis, name: "luis" },
        contact: { id: contact, name: "Eva Gil" },
        company: null,
        may_move: true,
        next_step: null,
      },
    ]);
  });

  it("tell which automatic step waits on each", async () => {
    const { body } = await cards("proposal");
    expect(body.items[0].next_step).toEqual({
      automation: { key: "follow-up", name: "Follow-up" },
      step: "call",
      action: "plan_activity",
      summary: "Call about the offer",
      due: expect.any(String),
      waiting: 1,
    });
  });

  it("keep a text with merge fields to themselves", async () => {
    await automation({
      key: "merge",
      object: "deal",
      trigger: { enters: ["stage", "is", "sales/negotiation"] },
      steps: [{ id: "task", do: "create_task", with: { title: "{{ deal.amount }}" }, wait: { for: "2d" } }],
    });
    await deal({ title: "Secret", stage: "sales/negotiation" });
    const { body } = await cards("negotiation");
    expect(body.items[0].next_step).toMatchObject({ action: "create_task", summary: null });
  });

  it("show what came last on top, page by page, and nothing twice while a card moves", async () => {
    const first = await deal({ title: "W1", stage: "sales/won" });
    await deal({ title: "W2", stage: "sales/won" });
    await deal({ title: "W3", stage: "sales/won" });
    const one = await cards("won", "?limit=2");
    expect(titles(one)).toEqual(["W3", "W2"]);
    await api.call(`PATCH records/deal/${first.id}`, { amount: 5 });
    const two = await cards("won", `?limit=2&cursor=${encodeURIComponent(one.body.next)}`);
    expect(titles(two)).toEqual(["W1"]);
    expect(two.body.next).toBeNull();
    expect(titles(await cards("won", "?sort=title"))).toEqual(["W1", "W2", "W3"]);
    expect((await cards("lost", `?limit=2&cursor=${encodeURIComponent(one.body.next)}`)).status).toBe(422);
  });

  it("are found by the words of the title, or by the name of the contact", async () => {
    expect(titles(await cards("new", "?text=eva"))).toEqual(["Boiler"]);
    expect(titles(await cards("new", "?text=PUMP"))).toEqual(["Pump"]);
    expect(stageNamed(await board("?text=eva"), "new")).toMatchObject({ records: 1 });
  });

  it("are found by their id, beside what else is asked", async () => {
    const { body } = await cards("new", narrowed(["title", "is", "Pump"]));
    const [pump] = body.items;
    const asked = {
      all: [
        ["title", "is_set"],
        ["id", "in", [pump.id]],
      ],
    };
    expect(titles(await cards("new", narrowed(asked)))).toEqual(["Pump"]);
    expect(titles(await cards("new", narrowed(["id", "in", [pump.id]])))).toEqual(["Pump"]);
  });

  it("stand in one list too, of all stages", async () => {
    const { body } = await api.call("GET pipelines/sales/cards?sort=title&limit=3");
    expect(body.items.map((card: { title: string; stage: string }) => [card.title, card.stage])).toEqual([
      ["Boiler", "sales/new"],
      ["Pump", "sales/new"],
      ["Roof", "sales/new"],
    ]);
    expect(body.next).not.toBeNull();
  });
});
