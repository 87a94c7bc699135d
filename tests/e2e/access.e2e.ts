import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openHouse, type House } from "./kit/house.ts";
import { axeFaults, overflow, shoot } from "./kit/look.ts";

/* Roles and API keys by clicking; all records behind a filter; JSON and followers of a record. */

let house: House;
const call = async (line: string, body?: unknown, headers?: Record<string, string>) =>
  (await house.api.call(line, body, headers)).body;

beforeAll(async () => {
  house = await openHouse();
  await call("POST records/user", { name: "Ana Pop", handle: "ana" });
  await call("PUT roles/junior", {
    label: "Junior",
    rights: { deal: { edit: "own" } },
    hide: ["deal.amount"],
  });
  await call("POST records/user", { name: "Ray Read", handle: "ray", role: "junior" });
});
afterAll(() => house.close());

describe("API keys", () => {
  it("show their secret once, let in, and let nobody in once they are revoked", async () => {
    const page = await house.visit("/settings/keys");
    await page.getByRole("button", { name: "New key…" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("What is it for?").fill("Website");
    await dialog.getByRole("combobox", { name: "Acts as" }).click();
    await page.getByRole("option", { name: "Ana Pop" }).click();
    await dialog.getByRole("button", { name: "Make key" }).click();
    const secret = await dialog.getByLabel("Key", { exact: true }).inputValue();
    expect(await call("GET session", undefined, { authorization: `Bearer ${secret}` })).toMatchObject({
      user: { name: "Ana Pop" },
    });
    await shoot(page, "settings-key-made");
    expect(await axeFaults(page)).toEqual([]);
    await dialog.getByRole("button", { name: "I have kept it" }).click();
    expect(await page.getByText(secret).count()).toBe(0);
    await page.getByRole("button", { name: "Revoke “Website”…" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Revoke key" }).click();
    await page.getByText("“Website” is revoked.").waitFor();
    const answer = await house.api.call("GET session", undefined, { authorization: `Bearer ${secret}` });
    expect(answer.status).toBe(401);
    expect(await page.getByRole("button", { name: "Revoke “Website”…" }).count()).toBe(0);
    await page.close();
  });
});

const roleOfAna = async (): Promise<string | undefined> =>
  (await call("GET records/user")).items.find(({ handle }: { handle: string }) => handle === "ana")?.role;

const pick = (page: Page, label: string, scope: string) =>
  page.getByLabel(label, { exact: true }).selectOption({ label: scope });

describe("a role of one's own", () => {
  it("is made from a table and given to a user, and stays while somebody has it", async () => {
    const page = await house.visit("/settings/roles");
    await page.getByRole("button", { name: "New role" }).click();
    await page.getByLabel("Name of the role").fill("Junior");
    expect(await page.getByRole("textbox", { name: "Key" }).inputValue()).toBe("junior");
    await page.getByText("Another role has this key.").waitFor();
    await page.getByLabel("Name of the role").fill("Field sales");
    await pick(page, "All that are not named below: Delete", "None");
    await pick(page, "Deals: Edit", "Team");
    await pick(page, "Automations: Edit", "None");
    await page.getByRole("combobox", { name: "Hidden fields" }).fill("reason lo");
    await page.getByRole("option", { name: "Deal: Reason lost" }).click();
    await page.getByRole("button", { name: "Save role" }).click();
    await page.getByRole("button", { name: "Edit the role Field sales" }).waitFor();
    expect(await call("GET roles/field_sales")).toMatchObject({
      label: "Field sales",
      rights: { "*": { delete: "none" }, deal: { edit: "team" }, automation: { edit: "none" } },
      hide: ["deal.lost_reason"],
    });
    await page.goto(`${house.address}/settings/people`);
    await page.getByRole("combobox", { name: "Role of Ana Pop" }).click();
    await page.getByRole("option", { name: "Field sales" }).click();
    await expect.poll(roleOfAna).toBe("field_sales");
    await page.goto(`${house.address}/settings/roles`);
    await page.getByRole("button", { name: "Delete the role Field sales…" }).click();
    await page.getByText("Ana Pop has this role. Give them another one first.").waitFor();
    await page.close();
  });

  it("keeps what it said before, says it anew, and goes when nobody has it", async () => {
    await call("PUT roles/passing", { label: "Passing", rights: { lead: { read: "own" } } });
    const page = await house.visit("/settings/roles?role=passing");
    expect(await page.getByLabel("Leads: Read", { exact: true }).inputValue()).toBe("own");
    await pick(page, "Leads: Read", "(All)");
    await pick(page, "Companies: Export", "All");
    await page.getByRole("button", { name: "Save role" }).click();
    await page.getByRole("button", { name: "Delete the role Passing…" }).click();
    expect((await call("GET roles/passing")).rights).toEqual({ company: { export: "all" } });
    await page.getByRole("dialog").getByRole("button", { name: "Delete role" }).click();
    await page.getByText("The role “Passing” is deleted.").waitFor();
    expect((await house.api.call("GET roles/passing")).status).toBe(404);
    await page.close();
  });
});

describe("all records behind a filter", () => {
  it("change at once beyond the rows that were read, and come back by Undo", async () => {
    await call("POST records/company/bulk", {
      create: Array.from({ length: 230 }, (_, index) => ({ name: `Firm ${index}`, city: "Cluj" })),
    });
    const page = await house.visit("/companies?text=firm&sort=name");
    await page.getByRole("heading", { name: "Companies 230" }).waitFor();
    await page.getByRole("checkbox", { name: "Select 100 rows" }).check();
    await page.getByRole("button", { name: "Select all 230" }).click();
    await page.getByText("All 230 selected").waitFor();
    await page.getByRole("button", { name: "Archive 230" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("Archive 230 records?").waitFor();
    await dialog.getByRole("button", { name: "Archive 230" }).click();
    await page.getByText("230 records changed.").waitFor();
    await page.getByRole("heading", { name: "Companies 0" }).waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByRole("heading", { name: "Companies 230" }).waitFor();
    await page.getByRole("checkbox", { name: "Select 100 rows" }).check();
    await page.getByRole("button", { name: "Select all 230" }).click();
    await page.getByRole("button", { name: "Set a field…" }).click();
    await dialog.getByRole("combobox", { name: "Field" }).click();
    await page.getByRole("option", { name: "City", exact: true }).click();
    await dialog.getByRole("textbox", { name: "City" }).fill("Arad");
    await shoot(page, "list-set-all");
    expect(await axeFaults(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Set for 230 records" }).click();
    await page.getByText("230 records changed.").waitFor();
    const inArad = encodeURIComponent(JSON.stringify(["city", "is", "Arad"]));
    expect((await call(`GET records/company?limit=500&filter=${inArad}`)).items).toHaveLength(230);
    await page.close();
  });
});

describe("a record", () => {
  it("takes JSON, tells where it is none, and keeps what was typed", async () => {
    await call("POST objects/company/fields", { key: "meters", label: "Meters", type: "json" });
    const { id } = await call("POST records/company", { name: "Meter house", meters: { water: 1 } });
    const page = await house.visit(`/records/company/${id}`);
    await page.getByRole("button", { name: /^Meters/u }).click();
    const box = page.getByRole("textbox", { name: "Meters" });
    await box.fill('{\n  "water": 2\n  "gas": 1\n}');
    await box.blur();
    await page.getByText("Line 3, column 3").waitFor();
    await page.reload();
    await page.getByText("Line 3, column 3").waitFor();
    await shoot(page, "record-json");
    expect(await axeFaults(page)).toEqual([]);
    await box.fill('{"water": 2, "gas": [3, 1]}');
    await box.press("Control+Enter");
    await expect
      .poll(async () => (await call(`GET records/company/${id}`)).meters)
      .toEqual({ water: 2, gas: [3, 1] });
    await page.close();
  });

  it("is followed by others, chosen among those who may see it", async () => {
    await call("PUT roles/blind", { rights: { company: { read: "none" } } });
    await call("POST records/user", { name: "Bo Blind", handle: "bo", role: "blind" });
    const { id } = await call("POST records/company", { name: "Followed" });
    const page = await house.visit(`/records/company/${id}`, { width: 1600 });
    await page.getByRole("button", { name: "Add someone…" }).click();
    await page.getByRole("option", { name: "Ray Read" }).waitFor();
    expect(await page.getByRole("option", { name: "Bo Blind" }).count()).toBe(0);
    await page.getByRole("option", { name: "Ray Read" }).click();
    const saves = `**/records/company/${id}`;
    await page.route(saves, (route) => route.abort());
    await page.getByRole("button", { name: "Ray Read no longer follows" }).click();
    await page.getByText("What you typed is safe and will be saved when it returns.").waitFor();
    await page.getByText("Nobody follows this record.").waitFor();
    await page.unroute(saves);
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByText("What you typed is safe").waitFor({ state: "detached" });
    await page.getByText("Nobody follows this record.").waitFor();
    expect((await call(`GET records/company/${id}`)).followers).toEqual([]);
    await page.close();
  });
});

it("a file that somebody adds shows in another window at once, and on the timeline", async () => {
  const { id } = await call("POST records/company", { name: "Watched" });
  const page = await house.visit(`/records/company/${id}/files`);
  await page.getByText("No files yet.").waitFor();
  await call(`POST records/company/${id}/files?name=plan.txt`, "x");
  await page.getByText("plan.txt").waitFor();
  await page.getByRole("tab", { name: "Timeline" }).click();
  await page.getByText("added the file “plan.txt”").waitFor();
  expect(await axeFaults(page)).toEqual([]);
  await page.close();
});

const PLACES = ["settings/keys", "settings/roles", "settings/roles?role=junior"];

it.each([
  ["en", "dark", 1440],
  ["es", "light", 360],
  ["ro", "dark", 360],
] as const)("axe finds nothing in %s, %s, %i wide", async (language, scheme, width) => {
  const page = await house.visit("/settings", { language, scheme, width });
  for (const place of PLACES) {
    await page.goto(`${house.address}/${place}`);
    await page.locator("main section").first().waitFor();
    await page.locator("main section li, main section td").first().waitFor();
    await shoot(page, place.replaceAll(/[/?=]/gu, "-"));
    expect({ place, faults: await axeFaults(page) }).toEqual({ place, faults: [] });
    expect(await overflow(page)).toBe(0);
  }
  await page.close();
});
