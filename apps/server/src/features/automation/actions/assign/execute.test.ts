import { asText } from "@cadencia/core/model";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { act } from "../../testing/batch.ts";
import { buildDeal, buildUser, reread } from "../../testing/records.ts";
import { buildWorkspace, type TestWorkspace } from "../../testing/workspace.ts";
import { assignAction } from "./execute.ts";
import { turnsAfter } from "./turns.ts";

let workspace: TestWorkspace;
let nameOf: Map<string, string>;
const users = ["ana", "bogdan", "carmen"];

beforeAll(async () => {
  workspace = await buildWorkspace({ start: "2026-05-05T10:00" });
  const absences = [["2026-05-05", "2026-05-05"]];
  const built = [
    await buildUser(workspace, "ana"),
    await buildUser(workspace, "bogdan", { absences }),
    await buildUser(workspace, "carmen"),
    await buildUser(workspace, "gone", { active: false }),
  ];
  nameOf = new Map(built.map((user) => [user.id, asText(user.values["handle"])]));
});

afterAll(() => workspace.close());

type Mode = "queue" | "random" | "first_available";
type Given = { mode: Mode; users: string[]; skip_absent?: boolean; step?: string };

const assign = ({ step = "give", ...parameters }: Given, records: string[]) =>
  workspace.inUnit((unit) => act(unit, { action: assignAction, parameters }, { records, step }));

const ownersAfter = async (given: Given, count: number): Promise<readonly (string | undefined)[]> => {
  const deals = await Promise.all(Array.from({ length: count }, () => buildDeal(workspace)));
  const ids = deals.map((deal) => deal.id).toSorted();
  await assign(given, ids);
  const after = await Promise.all(ids.map((id) => reread(workspace, { ...deals[0]!, id })));
  return after.map((deal) => nameOf.get(asText(deal.values["owner"])));
};

describe("assign", () => {
  test("hands a batch out in turns, past who is absent, and goes on there the next time", async () => {
    const given = { mode: "queue", users } as const;
    expect(await ownersAfter({ ...given, users: [...users] }, 3)).toEqual(["ana", "carmen", "ana"]);
    expect(await ownersAfter({ ...given, users: [...users] }, 2)).toEqual(["carmen", "ana"]);
  });

  test("counts absent people too when told so", async () => {
    const given: Given = { mode: "queue", users, skip_absent: false, step: "everybody" };
    expect(await ownersAfter(given, 3)).toEqual(["ana", "bogdan", "carmen"]);
  });

  test("skips who is gone", async () => {
    expect(await ownersAfter({ mode: "queue", users: ["gone", "user:carmen"], step: "g" }, 2)).toEqual([
      "carmen",
      "carmen",
    ]);
  });

  test("gives everything to the first who is available", async () => {
    expect(await ownersAfter({ mode: "first_available", users: ["bogdan", "carmen", "ana"] }, 2)).toEqual([
      "carmen",
      "carmen",
    ]);
  });

  test("draws at random, each as it comes", async () => {
    const owners = await ownersAfter({ mode: "random", users: ["ana", "carmen"] }, 12);
    expect(new Set(owners)).toEqual(new Set(["ana", "carmen"]));
  });

  test("keeps the owner and fails when everybody is absent", async () => {
    const [ana] = nameOf.keys();
    const deal = await buildDeal(workspace, { owner: ana });
    expect(await assign({ mode: "queue", users: ["bogdan"], step: "alone" }, [deal.id])).toMatchObject([
      { status: "failed", reason: "missing_person" },
    ]);
    expect((await reread(workspace, deal)).values["owner"]).toBe(ana);
  });

  test("by several workers at once hands out exactly in turn", async () => {
    const deals = await Promise.all(Array.from({ length: 8 }, () => buildDeal(workspace)));
    const given: Given = { mode: "queue", users: ["ana", "carmen"], step: "rush" };
    await Promise.all(deals.map((deal) => assign(given, [deal.id])));
    const after = await Promise.all(deals.map((deal) => reread(workspace, deal)));
    const owners = after.map((deal) => nameOf.get(asText(deal.values["owner"])));
    expect(owners.filter((owner) => owner === "ana")).toHaveLength(4);
  });
});

test("a queue whose last one left the list begins anew", () => {
  const candidates = ["a", "b"].map((id) => ({ id, available: true }));
  expect(turnsAfter(candidates, { last: "gone", count: 3 })).toEqual(["a", "b", "a"]);
});
