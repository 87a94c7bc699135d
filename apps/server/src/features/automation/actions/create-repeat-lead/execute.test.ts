import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ActionParameters } from "@cadencia/contracts/automation";
import { act } from "../../testing/batch.ts";
import {
  buildContact,
  buildDeal,
  buildRecord,
  buildUser,
  everyRecord,
  reread,
} from "../../testing/records.ts";
import { buildWorkspace, type TestWorkspace } from "../../testing/workspace.ts";
import { createRepeatLeadAction } from "./execute.ts";

let workspace: TestWorkspace;
let ana: string;

beforeAll(async () => {
  workspace = await buildWorkspace({
    pipelines: {
      sales: { object: "deal", stages: ["new", "won!"] },
      leads: { object: "lead", stages: ["unprocessed", "qualified!", "junk~"] },
    },
  });
  ana = (await buildUser(workspace, "ana")).id;
});

afterAll(() => workspace.close());

const repeat = (parameters: ActionParameters<"create_repeat_lead">, ...records: string[]) =>
  workspace.inUnit((unit) => act(unit, { action: createRepeatLeadAction, parameters }, { records }));

const leadsOf = async (deal: string) =>
  (await everyRecord(workspace, "lead")).filter((lead) => lead.values["from_deal"] === deal);

const notesOn = async (lead: string) =>
  (await everyRecord(workspace, "note")).filter((note) => note.values["record"] === lead);

describe("create_repeat_lead", () => {
  test("takes over contact and company, is flagged, and links with its deal both ways", async () => {
    const bogdan = await buildUser(workspace, "bogdan");
    const acme = await buildRecord(workspace, "company", { name: "ACME" });
    const pedro = await buildContact(workspace, { company: acme.id });
    const deal = await buildDeal(workspace, { contact: pedro.id, company: acme.id, owner: bogdan.id });
    const title = "Renovación: {{ company.name }} / {{ deal.title }}";
    expect(await repeat({ title, owner: "ana" }, deal.id)).toEqual([{ status: "done" }]);
    const [lead] = await leadsOf(deal.id);
    expect(lead?.values).toMatchObject({
      title: "Renovación: ACME / Boiler",
      contact: pedro.id,
      company: acme.id,
      owner: ana,
      repeat: true,
      stage: "leads/unprocessed",
      pipeline: "leads",
    });
    expect((await reread(workspace, deal)).values).toMatchObject({ repeat_lead: lead?.id, owner: bogdan.id });
    const back = workspace.saves.filter((save) => save.kind === "updated" && save.after.id === deal.id);
    expect(back.map(({ origin }) => origin.runAutomations)).toEqual([false]);
  });

  test("is called like the deal without a title, or with one of which nothing is left", async () => {
    const [plain, empty] = [await buildDeal(workspace, { owner: ana }), await buildDeal(workspace)];
    await repeat({}, plain.id);
    await repeat({ title: "  {{ contact.name }} {{ company.name }} " }, empty.id);
    expect((await leadsOf(plain.id))[0]?.values).toMatchObject({ title: "Boiler", owner: ana });
    expect((await leadsOf(empty.id))[0]?.values).toMatchObject({ title: "Boiler", owner: null });
  });

  test("leaves no double space and no placeholder for what is empty", async () => {
    const deal = await buildDeal(workspace);
    await repeat({ title: "Renew {{ contact.name }} {{ deal.title }} now" }, deal.id);
    expect((await leadsOf(deal.id))[0]?.values["title"]).toBe("Renew Boiler now");
  });

  test("gives none to an excluded contact", async () => {
    const pedro = await buildContact(workspace, { excluded: true });
    const deal = await buildDeal(workspace, { contact: pedro.id });
    expect(await repeat({}, deal.id)).toMatchObject([{ status: "suppressed", reason: "excluded" }]);
    expect(await leadsOf(deal.id)).toEqual([]);
  });

  test("with if_open skip makes one lead for two deals of one contact in a batch", async () => {
    const pedro = await buildContact(workspace);
    const [first, second] = [
      await buildDeal(workspace, { contact: pedro.id }),
      await buildDeal(workspace, { contact: pedro.id }),
    ];
    expect(await repeat({ if_open: "skip" }, first.id, second.id)).toMatchObject([
      { status: "done" },
      { status: "skipped", reason: "duplicate" },
    ]);
    expect(await repeat({ if_open: "skip" }, second.id)).toMatchObject([{ status: "skipped" }]);
    expect(await repeat({ if_open: "create" }, second.id)).toEqual([{ status: "done" }]);
  });

  test("counts only open repeat leads: a won, a lost and an ordinary one do not stand in the way", async () => {
    const pedro = await buildContact(workspace);
    for (const input of [
      { repeat: true, stage: "qualified" },
      { repeat: true, stage: "junk" },
      { repeat: false, stage: "unprocessed" },
    ]) {
      await buildRecord(workspace, "lead", { title: "Other", contact: pedro.id, ...input });
    }
    const deal = await buildDeal(workspace, { contact: pedro.id });
    expect(await repeat({ if_open: "skip" }, deal.id)).toEqual([{ status: "done" }]);
  });

  test("looks for the company's where the deal has no contact", async () => {
    const acme = await buildRecord(workspace, "company", { name: "ACME" });
    const lead = await buildRecord(workspace, "lead", { title: "Open", company: acme.id, repeat: true });
    const deal = await buildDeal(workspace, { company: acme.id });
    expect(await repeat({ if_open: "comment", title: "Again {{ deal.title }}" }, deal.id)).toEqual([
      { status: "done" },
    ]);
    expect(await leadsOf(deal.id)).toEqual([]);
    expect((await notesOn(lead.id)).map(({ values }) => values["text"])).toEqual(["Again Boiler"]);
  });

  test("with if_open comment writes on the lead that the same batch makes", async () => {
    const pedro = await buildContact(workspace);
    const [first, second] = [
      await buildDeal(workspace, { contact: pedro.id }),
      await buildDeal(workspace, { title: "Pump", contact: pedro.id }),
    ];
    await repeat({ if_open: "comment" }, first.id, second.id);
    const [lead] = await leadsOf(first.id);
    expect((await notesOn(lead?.id ?? "")).map(({ values }) => values["text"])).toEqual(["Pump"]);
  });

  test("by two workers at once makes one lead", async () => {
    const pedro = await buildContact(workspace);
    const deals = [
      await buildDeal(workspace, { contact: pedro.id }),
      await buildDeal(workspace, { contact: pedro.id }),
    ];
    const outcomes = await Promise.all(deals.map((deal) => repeat({ if_open: "skip" }, deal.id)));
    expect(
      outcomes
        .flat()
        .map(({ status }) => status)
        .toSorted(),
    ).toEqual(["done", "skipped"]);
  });
});
