import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApiKey } from "../../apps/server/src/features/access/index.ts";
import { runRound } from "../../apps/server/src/features/automation/index.ts";
import { startApi, type TestApi } from "./start-api.ts";

let api: TestApi;
const ids: string[] = [];
beforeAll(async () => {
  api = await startApi();
  await api.call("POST automations", {
    key: "note",
    object: "deal",
    active: true,
    trigger: { on: "created" },
    steps: [
      { id: "first", do: "post_note", with: { text: "x" } },
      { id: "second", wait: { for: "1d" }, do: "post_note", with: { text: "y" } },
    ],
  });
  await api.call("POST automations", {
    key: "button",
    object: "deal",
    active: true,
    trigger: { manual: true },
    when: ["amount", "gt", 100],
    steps: [{ id: "only", do: "post_note", with: { text: "z" } }],
  });
  for (const title of ["A", "B", "C"]) ids.push((await api.call("POST records/deal", { title })).body.id);
  await api.call("POST automations/button/press", { record: ids[0] });
  while (await runRound(api.cadencia.engine, { steps: 10, groups: 10, deliveries: 10 }));
});
afterAll(() => api.close());

interface Line {
  readonly automation: string;
  readonly record: string;
  readonly step: string | null;
  readonly status: string;
  readonly reason: string | null;
}

const log = async (query: string): Promise<Line[]> => (await api.call(`GET run-log${query}`)).body.items;
const brief = (lines: readonly Line[]): string[] =>
  lines
    .map(({ automation, step, status, reason }) => [automation, step, status, reason].join(" "))
    .toSorted();

describe("the run log of the workspace", () => {
  it("tells a reader only of the records that they may read", async () => {
    await api.call("PUT roles/own-deals", { rights: { deal: { read: "own" } } });
    const { body: ana } = await api.call("POST records/user", {
      name: "ana",
      handle: "ana",
      role: "own-deals",
    });
    const { secret } = await createApiKey(api.cadencia.workspace, { name: "ana", user: "ana" });
    const asked = () => api.call("GET run-log", undefined, { authorization: `Bearer ${secret}` });
    expect((await asked()).body.items).toEqual([]);
    await api.call(`PATCH records/deal/${ids[1]}`, { owner: ana.id });
    const { items } = (await asked()).body;
    expect(new Set(items.map(({ record }: Line) => record))).toEqual(new Set([ids[1]]));
    await api.call(`PATCH records/deal/${ids[1]}`, { owner: null });
  });

  it("tells of runs, of their steps, and of what did not start", async () => {
    expect(brief(await log(`?record=${ids[0]}`))).toEqual([
      "button  not_started condition_false",
      "note  started ",
      "note first done ",
      "note second waiting waiting_time",
    ]);
  });

  it("is narrowed by automation, status and reason", async () => {
    expect(brief(await log("?automation=button"))).toEqual(["button  not_started condition_false"]);
    expect(await log("?automation=note&status=done")).toHaveLength(3);
    expect(await log("?reason=waiting_time")).toHaveLength(3);
    expect(await log("?reason=loop_guard")).toEqual([]);
  });

  it("comes page by page without leaving out or repeating a line", async () => {
    const all = await log("");
    expect(all).toHaveLength(10);
    const seen: Line[] = [];
    for (let cursor: string | null = ""; cursor !== null;) {
      const { body } = await api.call(`GET run-log?limit=3${cursor === "" ? "" : `&cursor=${cursor}`}`);
      seen.push(...body.items);
      cursor = body.next;
    }
    expect(seen.map((line) => JSON.stringify(line)).toSorted()).toEqual(
      all.map((line) => JSON.stringify(line)).toSorted(),
    );
  });
});
