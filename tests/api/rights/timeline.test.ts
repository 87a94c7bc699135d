import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApiKey } from "../../../apps/server/src/features/access/index.ts";
import { startApi, type Answered, type TestApi } from "../start-api.ts";

/* What stands on a record is read by who may read the record, and by whose it is. */

const OBJECTS = ["note", "message", "activity", "task", "event", "survey_response"] as const;
const TEXT = { note: "text", message: "body", activity: "summary", task: "title", event: "title" } as const;

let api: TestApi;
let as: Record<string, string>;
let ana = "";
let own = "";
let theirs = "";
const ask = (line: string, body?: unknown): Promise<Answered> => api.call(line, body, as);
const json = (value: unknown): string => encodeURIComponent(JSON.stringify(value));

beforeAll(async () => {
  api = await startApi();
  await api.call("PUT roles/seller", { rights: { deal: { read: "own" } } });
  ana = (await api.call("POST records/user", { name: "ana", handle: "ana", role: "seller" })).body.id;
  const { secret } = await createApiKey(api.cadencia.workspace, { name: "ana", user: "ana" });
  as = { authorization: `Bearer ${secret}` };
  own = (await api.call("POST records/deal", { title: "Hers", owner: ana })).body.id;
  theirs = (await api.call("POST records/deal", { title: "Theirs" })).body.id;
});
afterAll(() => api.close());

const make = async (object: string, values: object): Promise<string> =>
  (await api.call(`POST records/${object}`, values)).body.id;

describe.each(OBJECTS)("a %s", (object) => {
  const text = object === "survey_response" ? "comment" : TEXT[object];
  const on = (host: string, deal: string, more: object = {}): Promise<string> =>
    make(object, { [text]: "secret", record: { object: host, id: deal }, ...more });

  it("on a hidden deal is behind no door, on one's own deal it is behind each", async () => {
    const hidden = await on("deal", theirs);
    const shown = await on("deal", own);
    const below = await on(object, hidden);
    const free = await make(object, { [text]: "secret" });
    const mine = await on("deal", theirs, { owner: ana });
    const listed = (await ask(`GET records/${object}?limit=500`)).body.items.map(
      ({ id }: { id: string }) => id,
    );
    for (const [id, isShown] of [
      [hidden, false],
      [below, false],
      [shown, true],
      [free, true],
      [mine, true],
    ] as const) {
      const wanted = isShown ? 200 : 404;
      const answers = [
        await ask(`GET records/${object}/${id}`),
        await ask(`GET records/${object}/${id}/changes`),
        await ask(`GET records/${object}/${id}?at=2100-01-01`),
        await ask(`PATCH records/${object}/${id}`, { source: "web" }),
        await ask(`POST records/${object}/${id}/archive`),
        await ask(`POST records/${object}/${id}/unarchive`),
      ];
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => wanted));
      const { body } = await ask(`POST records/${object}/bulk`, { update: [{ id, source: "fair" }] });
      expect(body.updated[0].ok).toBe(isShown);
      expect(listed.includes(id)).toBe(isShown);
    }
  });

  it("is found by no filter on the text of what stands on a hidden deal", async () => {
    const word = `word-${object}`;
    const hidden = await make("contact", { first_name: "Pedro" });
    const id = await make(object, { [text]: word, record: { object: "contact", id: hidden } });
    const name = {
      note: "notes",
      message: "messages",
      activity: "activities",
      task: "tasks",
      event: "events",
      survey_response: "survey_responses",
    }[object];
    const found = async (): Promise<number> =>
      (await ask(`GET records/contact?filter=${json({ some: name, where: [text, "is", word] })}`)).body.items
        .length;
    expect(await found()).toBe(1);
    await api.call("PUT roles/seller", { rights: { deal: { read: "own" }, contact: { read: "own" } } });
    const list = await ask(`GET records/${object}?filter=${json([text, "is", word])}`);
    expect(list.body.items).toEqual([]);
    expect((await ask(`GET records/contact/${hidden}/${name}`)).status).toBe(404);
    await api.call("PUT roles/seller", { rights: { deal: { read: "own" } } });
    expect((await ask(`GET records/${object}/${id}`)).status).toBe(200);
  });
});

it("runs of what stands on a hidden deal are not listed", async () => {
  await api.call("POST automations", {
    key: "noted",
    object: "note",
    active: true,
    trigger: { on: "created" },
    steps: [{ id: "tag", do: "add_tags", with: { tags: ["x"] } }],
  });
  const hidden = await make("note", { text: "a", record: { object: "deal", id: theirs } });
  const shown = await make("note", { text: "b", record: { object: "deal", id: own } });
  for (const door of ["runs", "automations/noted/runs", "run-log"]) {
    const records = (await ask(`GET ${door}?limit=500`)).body.items.map(
      ({ record }: { record: string }) => record,
    );
    expect(records).toContain(shown);
    expect(records).not.toContain(hidden);
  }
  expect((await ask(`GET records/note/${hidden}/why/noted`)).status).toBe(404);
  expect((await ask("POST automations/noted/press", { record: hidden })).status).toBe(404);
  expect((await ask("POST automations/noted/stop", { record: hidden })).status).toBe(404);
  expect((await ask("POST automations/noted/dry-run", { record: hidden })).status).toBe(404);
});
