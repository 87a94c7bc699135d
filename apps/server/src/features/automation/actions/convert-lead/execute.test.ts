import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { act } from "../../testing/batch.ts";
import { buildContact, buildRecord, buildUser, everyRecord, reread } from "../../testing/records.ts";
import { buildWorkspace, type TestWorkspace } from "../../testing/workspace.ts";
import { convertLeadAction } from "./execute.ts";

let workspace: TestWorkspace;

beforeAll(async () => {
  workspace = await buildWorkspace({
    pipelines: {
      sales: { object: "deal", stages: ["new", "won!"] },
      leads: { object: "lead", stages: ["new", "converted!", "junk~"] },
      plain: { object: "lead", stages: ["open"] },
    },
  });
});

afterAll(() => workspace.close());

const convert = (parameters: Record<string, unknown>, ...records: string[]) =>
  workspace.inUnit((unit) =>
    act(unit, { action: convertLeadAction, parameters }, { object: "lead", records }),
  );

const dealOf = async (lead: { readonly id: string; readonly object: string }) => {
  const id = (await reread(workspace, lead as never)).values["converted_deal"];
  return (await everyRecord(workspace, "deal")).find((deal) => deal.id === id);
};

describe("convert_lead", () => {
  test("makes a deal of the lead, which enters its won stage and points at it", async () => {
    const ana = await buildUser(workspace, "ana");
    const pedro = await buildContact(workspace);
    const lead = await buildRecord(workspace, "lead", {
      title: "Caldera",
      contact: pedro.id,
      owner: ana.id,
      amount: 900,
      source: "web",
      pipeline: "leads",
    });
    expect(await convert({}, lead.id)).toEqual([{ status: "done" }]);
    expect((await reread(workspace, lead)).values["stage"]).toBe("leads/converted");
    expect((await dealOf(lead))?.values).toMatchObject({
      title: "Caldera",
      contact: pedro.id,
      owner: ana.id,
      amount: "900",
      source: "web",
      stage: "sales/new",
    });
  });

  test("gives the deal the fields named in it", async () => {
    const lead = await buildRecord(workspace, "lead", { title: "Bomba", pipeline: "leads" });
    await convert({ title: "{{ lead.title }} 2", stage: "sales/won", close_date: { for: "1d" } }, lead.id);
    expect((await dealOf(lead))?.values).toMatchObject({
      title: "Bomba 2",
      stage: "sales/won",
      close_date: "2026-05-05",
    });
  });

  test("of a lead that is a deal already changes nothing", async () => {
    const lead = await buildRecord(workspace, "lead", { title: "Once", pipeline: "leads" });
    await convert({}, lead.id);
    const before = workspace.saves.length;
    expect(await convert({}, lead.id)).toEqual([{ status: "done" }]);
    expect(workspace.saves).toHaveLength(before);
  });

  test("leaves a lead whose pipeline has no won stage where it is, and says so", async () => {
    const lead = await buildRecord(workspace, "lead", { title: "Plain", pipeline: "plain" });
    expect(await convert({}, lead.id)).toMatchObject([{ status: "done", reason: "missing_stage" }]);
    expect((await reread(workspace, lead)).values["stage"]).toBe("plain/open");
    expect(await dealOf(lead)).toBeDefined();
  });
});
