import { afterAll, beforeAll, expect, it } from "vitest";
import { createApiKey } from "../../apps/server/src/features/access/index.ts";
import { startApi, type TestApi } from "./start-api.ts";

let api: TestApi;
const users: Record<string, string> = {};

beforeAll(async () => {
  api = await startApi();
  await api.call("PUT roles/lone", { rights: { deal: { read: "own" }, user: { read: "own" } } });
  await api.call("PUT roles/blind", { rights: { deal: { read: "none" } } });
  for (const [handle, role] of [
    ["ana", "salesperson"],
    ["lia", "lone"],
    ["bob", "blind"],
    ["off", "manager"],
  ])
    users[String(handle)] = (await api.call("POST records/user", { name: handle, handle, role })).body.id;
  await api.call(`PATCH records/user/${users["off"]}`, { active: false });
});
afterAll(() => api.close());

const namesOf = async (line: string, headers?: Record<string, string>): Promise<string[]> => {
  const { body } = await api.call(line, undefined, headers);
  const byId = new Map(Object.entries(users).map(([name, id]) => [id, name]));
  return body.users.map((id: string) => byId.get(id) ?? "admin").toSorted();
};

it("the readers of a record are those whom its rights let see it", async () => {
  const mine = (await api.call("POST records/deal", { title: "Mine", owner: users["ana"] })).body.id;
  const hers = (await api.call("POST records/deal", { title: "Hers", owner: users["lia"] })).body.id;
  expect(await namesOf(`GET records/deal/${mine}/readers`)).toEqual(["admin", "ana"]);
  expect(await namesOf(`GET records/deal/${hers}/readers`)).toEqual(["admin", "ana", "lia"]);
});

it("those of a note are those of the record that it stands on", async () => {
  const deal = (await api.call("POST records/deal", { title: "Hers", owner: users["lia"] })).body.id;
  const note = (await api.call("POST records/note", { text: "x", record: { object: "deal", id: deal } }))
    .body;
  expect(await namesOf(`GET records/note/${note.id}/readers`)).toEqual(["admin", "ana", "lia"]);
});

it("whoever may not see other users is told of no other", async () => {
  const deal = (await api.call("POST records/deal", { title: "Hers", owner: users["lia"] })).body.id;
  const { secret } = await createApiKey(api.cadencia.workspace, { name: "lia", user: "lia" });
  const as = { authorization: `Bearer ${secret}` };
  expect(await namesOf(`GET records/deal/${deal}/readers`, as)).toEqual(["lia"]);
});
