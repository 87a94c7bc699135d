import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { act } from "../../testing/batch.ts";
import { buildDeal, buildUser, reread } from "../../testing/records.ts";
import { buildWorkspace, type TestWorkspace } from "../../testing/workspace.ts";
import { removeFollowersAction } from "../remove-followers/execute.ts";
import { addFollowersAction } from "./execute.ts";

let workspace: TestWorkspace;
let ana: string;
let bogdan: string;
let gone: string;

beforeAll(async () => {
  workspace = await buildWorkspace();
  ana = (await buildUser(workspace, "ana")).id;
  bogdan = (await buildUser(workspace, "bogdan")).id;
  gone = (await buildUser(workspace, "gone", { active: false })).id;
});

afterAll(() => workspace.close());

const add = (users: string | string[], record: string) =>
  workspace.inUnit((unit) =>
    act(unit, { action: addFollowersAction, parameters: { users } }, { records: [record] }),
  );

const remove = (users: string | string[], record: string) =>
  workspace.inUnit((unit) =>
    act(unit, { action: removeFollowersAction, parameters: { users } }, { records: [record] }),
  );

describe("followers", () => {
  test("are added once each, by name or by relation", async () => {
    const deal = await buildDeal(workspace, { owner: ana, followers: [ana] });
    expect(await add(["owner", "user:bogdan", "bogdan"], deal.id)).toEqual([{ status: "done" }]);
    expect((await reread(workspace, deal)).values["followers"]).toEqual([ana, bogdan]);
    const before = workspace.saves.length;
    expect(await add("bogdan", deal.id)).toEqual([{ status: "done" }]);
    expect(workspace.saves).toHaveLength(before);
  });

  test("who are gone are stood in for when added, and taken off when removed", async () => {
    const deal = await buildDeal(workspace, { owner: ana, followers: [gone] });
    expect(await add("gone", deal.id)).toMatchObject([{ status: "done", reason: "missing_person" }]);
    expect(await remove(["gone"], deal.id)).toEqual([{ status: "done" }]);
    expect((await reread(workspace, deal)).values["followers"]).toEqual([ana]);
  });
});
