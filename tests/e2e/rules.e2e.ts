import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openHouse, type House, type Language } from "./kit/house.ts";
import { axeFaults, overflow, shoot } from "./kit/look.ts";
import { workOff } from "./kit/work.ts";

let house: House;
const DEALS = 25;

beforeAll(async () => {
  house = await openHouse();
  const { api } = house;
  for (let number = 1; number <= DEALS; number += 1) {
    const title = `Heating ${String(number).padStart(2, "0")}`;
    await api.call("POST records/deal", { title, stage: "sales/negotiation" });
  }
  await api.call("POST automations", {
    key: "terms",
    name: "Discuss the terms",
    object: "deal",
    trigger: { enters: { stage: "sales/negotiation" } },
    steps: [{ id: "call", wait: { for: "3d" }, do: "plan_activity", with: { summary: "Call" } }],
  });
});
afterAll(() => house.close());

const WORDS = {
  en: { also: /^Also the 25/u, who: "Who enters", more: "Show more" },
  es: { also: /^También/u, who: "Quién entra", more: "Mostrar más" },
  ro: { also: /^Și/u, who: "Cine intră", more: "Arată mai multe" },
} as const;

const askActivation = async (page: Page, language: Language) => {
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: WORDS[language].also }).check();
  await dialog.getByRole("button", { name: WORDS[language].who }).click();
  await dialog.getByRole("link", { name: "Heating 01" }).waitFor();
  return dialog;
};

describe("before an automation is activated", () => {
  it("those who enter are looked through by name, page by page, each with its record", async () => {
    const page = await house.visit("/automations?on=terms");
    const dialog = await askActivation(page, "en");
    expect(await dialog.getByRole("link", { name: /^Heating/u }).count()).toBe(20);
    await dialog.getByRole("button", { name: "Show more" }).click();
    const last = dialog.getByRole("link", { name: "Heating 25" });
    await last.waitFor();
    expect(await last.getAttribute("href")).toMatch(/^\/records\/deal\/[0-9a-f-]{36}$/u);
    expect(await dialog.getByRole("button", { name: "Show more" }).count()).toBe(0);
    expect((await house.api.call("GET automations/terms")).body.state).toBe("inactive");
    await page.close();
  });

  it.each([
    ["es", "dark", 1440],
    ["ro", "light", 360],
  ] as const)("the list is clean and fits in %s, %s, %i wide", async (language, scheme, width) => {
    const page = await house.visit("/automations?on=terms", { language, scheme, width, height: 740 });
    await askActivation(page, language);
    expect(await axeFaults(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    await shoot(page, "activate-names");
    await page.close();
  });
});

const column = (page: Page, stage: string): Locator => page.locator(`section[data-stage="${stage}"]`);
const rule = (page: Page, stage: string): Locator => column(page, stage).getByRole("article").first();
const begins = async (key: string): Promise<unknown> =>
  (await house.api.call(`GET automations/${key}/draft`)).body.definition?.trigger.enters.stage;

describe("a rule on the board of stages", () => {
  it("is dragged to another stage as a draft, which Undo takes back", async () => {
    const page = await house.visit("/automations/stages/sales");
    await rule(page, "negotiation").dragTo(column(page, "proposal"));
    await page.getByText("“Discuss the terms” begins in Proposal instead of Negotiation.").waitFor();
    await rule(page, "proposal").getByText("draft, not published").waitFor();
    expect(await begins("terms")).toBe("sales/proposal");
    expect((await house.api.call("GET automations/terms")).body.definition.trigger.enters.stage).toBe(
      "sales/negotiation",
    );
    await page.getByRole("button", { name: "Undo" }).click();
    await rule(page, "negotiation").waitFor();
    await expect.poll(() => begins("terms")).toBeUndefined();
    await page.close();
  });

  it("is moved by the keyboard, and beside its own editor as an edit of it", async () => {
    const page = await house.visit("/automations/terms/stages");
    await rule(page, "negotiation").getByRole("link").focus();
    await page.keyboard.press("m");
    await page.getByRole("menuitem", { name: "Proposal" }).press("Enter");
    await rule(page, "proposal").waitFor();
    await expect.poll(() => begins("terms"), { timeout: 10_000 }).toBe("sales/proposal");
    await page.keyboard.press("Control+z");
    await rule(page, "negotiation").waitFor();
    await house.api.call("DELETE automations/terms/draft");
    await page.close();
  });

  it("shows whether it is on and when it did something last, as it happens", async () => {
    const page = await house.visit("/automations/stages/sales");
    await rule(page, "negotiation").getByText("Off", { exact: true }).waitFor();
    await house.api.call("POST automations", {
      key: "tag",
      name: "Tag",
      object: "deal",
      trigger: { enters: { stage: "sales/qualified" } },
      steps: [{ id: "tag", do: "add_tags", with: { tags: ["warm"] } }],
      active: true,
    });
    await rule(page, "qualified").getByText("On", { exact: true }).waitFor();
    await house.api.call("POST records/deal", { title: "Oven", stage: "sales/qualified" });
    await workOff(house);
    await rule(page, "qualified")
      .getByText(/^On · last/u)
      .waitFor();
    expect(await rule(page, "negotiation").getByText(/last/u).count()).toBe(0);
    await page.close();
  });

  it.each([
    ["es", "dark", 1440],
    ["ro", "light", 360],
  ] as const)("is clean and fits in %s, %s, %i wide", async (language, scheme, width) => {
    const page = await house.visit("/automations/stages/sales", { language, scheme, width, height: 900 });
    await rule(page, "negotiation").waitFor();
    await rule(page, "negotiation").getByRole("button").click();
    await page.getByRole("menu").waitFor();
    expect(await axeFaults(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    await shoot(page, "stages-move");
    await page.close();
  });
});

describe("of a dialog over a drawer", () => {
  it("Escape closes the dialog first, and the drawer after it", async () => {
    await house.api.call("POST automations/terms/activate", { existing: true });
    const page = await house.visit("/automations/terms/runs/waiting", { width: 900 });
    await page.getByRole("link", { name: "Heating 01" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Stop run" }).click();
    const dialog = page.getByRole("dialog", { name: /^Stop/u });
    await dialog.waitFor();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    expect(await page.getByRole("dialog", { name: "One run" }).count()).toBe(1);
    // The focus is back on what opened it, in the drawer.
    expect(await page.evaluate("document.activeElement?.textContent")).toBe("Stop run…");
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.close();
  });
});

it.each([
  ["es", /^Importe: 4900/u],
  ["ro", /^Valoare: 4\.?900/u],
] as const)("the inspector tells what a condition saw in %s", async (language, seen) => {
  await house.api.call("POST automations", {
    key: "large",
    name: "Large deals",
    object: "deal",
    trigger: { enters: { stage: "sales/won" } },
    steps: [{ id: "call", if: ["amount", "gt", 5000], do: "add_tags", with: { tags: ["large"] } }],
    active: true,
  });
  await house.api.call("POST records/deal", { title: "Stove", amount: 4900, stage: "sales/won" });
  await workOff(house);
  const page = await house.visit("/automations/large/runs/skipped", { language });
  const told = page.getByText(seen).first();
  await told.waitFor();
  expect(await told.textContent()).not.toContain("needs");
  await shoot(page, "runs-seen");
  await page.close();
});

const PLACES = [
  "/automations",
  "/automations/stages/sales",
  "/automations/terms/sequence",
  "/automations/terms/stages/call",
];

it.each([
  ["at 200 %", 720, 450],
  ["on a phone", 360, 640],
] as const)("nothing of the automations needs a sideways scroll %s", async (_, width, height) => {
  for (const place of PLACES) {
    const page = await house.visit(place, { language: "ro", width, height });
    await page.getByText("Negociere").first().waitFor();
    expect([place, await overflow(page)]).toEqual([place, 0]);
    expect([place, await sideways(page)]).toEqual([place, []]);
    expect([place, await hidden(page)]).toEqual([place, []]);
    await page.evaluate("scrollTo(0, 0)");
    await shoot(page, `zoom${place.replaceAll("/", "-")}`);
    await page.close();
  }
});

/** What scrolls sideways within the page. */
const sideways = (page: Page): Promise<string[]> =>
  page.evaluate(`[...document.querySelectorAll("main *, [role=dialog] *")]
    .filter((one) => /auto|scroll/u.test(getComputedStyle(one).overflowX) && one.scrollWidth > one.clientWidth + 1)
    .map((one) => one.outerHTML.slice(0, 120))`);

/** Controls that no scroll brings into view: beyond an edge of what is cut off. */
const hidden = (page: Page): Promise<string[]> =>
  page.evaluate(`[...document.querySelectorAll("main a, main button, main input, main select, main label, [role=dialog] button, [role=dialog] label")]
    .filter((one) => {
      const box = one.getBoundingClientRect();
      if (box.width === 0 || getComputedStyle(one).position === "fixed") return false;
      one.scrollIntoView({ block: "center", inline: "center" });
      const seen = one.getBoundingClientRect();
      return seen.left < -1 || seen.right > innerWidth + 1 || seen.top < -1 || seen.bottom > innerHeight + 1;
    })
    .map((one) => one.outerHTML.slice(0, 120))`);
