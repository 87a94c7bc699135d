import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openHouse, type House } from "./kit/house.ts";
import { axeFaults, shoot } from "./kit/look.ts";

let house: House;
const PATIENCE = { timeout: 15_000 };
const CALLED = { some: "activities", where: ["type", "is", "call"] };

/** The row with that number, from the top, whatever groups are around it. */
const row = (page: Page, index: number): Locator =>
  page
    .locator("li[data-row]")
    .filter({ has: page.getByRole("button", { name: "Remove condition" }) })
    .nth(index);

/** Chooses in a list by typing, as by hand. */
const choose = async (within: Locator, label: string, option: string): Promise<void> => {
  const box = within.getByRole("combobox", { name: label });
  await box.click();
  // A short list is chosen from, a long one is searched.
  if (await box.isEditable()) await box.fill(option);
  await within.page().getByRole("option", { name: option, exact: true }).first().click();
};

const segment = async (key: string) => (await house.api.call(`GET segments/${key}`)).body.filter;

beforeAll(async () => {
  house = await openHouse();
  const { api } = house;
  await api.call("POST records/user", { name: "Ray Read", handle: "ray", role: "read-only" });
  const gold = { first_name: "Eva", last_name: "Ionescu", category: "gold" };
  const eva = (await api.call("POST records/contact", gold)).body.id;
  await api.call("POST records/deal", { title: "Casa Ionescu", amount: 900 });
  await api.call("POST records/deal", { title: "Roof", amount: 4000 });
  await api.call("POST records/deal", { title: "Hotel Miramar", amount: 12_400, contact: eva });
  await api.call("PUT segments/gold-deals", {
    object: "deal",
    filter: { all: [["amount", "gt", 1000], { any: [["contact.category", "in", ["gold"]]] }, CALLED] },
  });
  await api.call("PUT segments/large", { object: "deal", filter: ["amount", "gt", 1000] });
  await api.call("POST automations", {
    key: "thanks",
    name: "Thank large deals",
    object: "deal",
    trigger: { enters: { segment: "large" } },
    steps: [{ id: "task", do: "create_task", with: { title: "Thank" } }],
  });
  await api.call("POST automations/thanks/activate", { existing: false });
});
afterAll(() => house.close());

describe("a segment", () => {
  it("is built by clicking, each row marked for a record, and counted", async () => {
    const page = await house.visit("/segments");
    await page.getByRole("link", { name: "New segment" }).click();
    await page.getByLabel("Name").fill("Gold and large");
    await page.getByRole("button", { name: "Condition", exact: true }).click();
    await choose(row(page, 0), "Field", "Amount");
    await row(page, 0).getByLabel("Comparison").selectOption({ label: "is more than" });
    await row(page, 0).getByRole("textbox", { name: "Value" }).fill("1,000");
    await page.getByText("2 of 3 deals match").waitFor();
    await row(page, 0).getByText("has €12,400").waitFor();
    await row(page, 0).getByRole("img", { name: "Yes" }).waitFor();

    await page.getByRole("button", { name: "Condition", exact: true }).click();
    await choose(row(page, 1), "Field", "Contact · Category");
    await choose(row(page, 1), "Value", "Gold");
    await page.getByText("1 of 3 deals match").waitFor();
    await choose(page.locator("form"), "Tested on", "Roof");
    await row(page, 1).getByText("unknown: the field is empty").waitFor();
    await row(page, 0).getByText("has €4,000").waitFor();
    await shoot(page, "segment-new");
    await page.getByRole("button", { name: "Save segment" }).click();
    await page.getByRole("heading", { name: "Gold and large" }).waitFor();
    expect(await segment("gold-and-large")).toEqual({
      all: [
        ["amount", "gt", 1000],
        ["contact.category", "is", "gold"],
      ],
    });
    await page.close();
  });

  it("keeps what no row can show, and changes nothing but what was edited", async () => {
    const page = await house.visit("/segments/gold-deals");
    await page.getByLabel("Condition as text").waitFor();
    expect(await page.getByLabel("Condition as text").inputValue()).toBe(
      "{some: activities, where: [type, is, call]}",
    );
    await row(page, 0).getByRole("textbox", { name: "Value" }).fill("2000");
    await page.getByRole("button", { name: "Save segment" }).click();
    await page.getByText("“Gold deals” is saved").waitFor();
    expect(await segment("gold-deals")).toEqual({
      all: [["amount", "gt", 2000], { any: [["contact.category", "in", ["gold"]]] }, CALLED],
    });
    await page.getByLabel("Condition as text").fill("{some: activitis}");
    await page
      .getByText(/did you mean "activities"|no relation/u)
      .first()
      .waitFor();
    await page.close();
  });

  it("is built by the keyboard alone, and the focus stays where one works", async () => {
    const page = await house.visit("/segments/new");
    await page.getByRole("button", { name: "Condition", exact: true }).focus();
    await page.keyboard.press("Enter");
    await page.keyboard.type("Title");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.type("Roof");
    await page.getByText("1 of 3 deals match").waitFor();
    await page.getByRole("button", { name: "Group" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem", { name: "None of these" }).waitFor();
    await page.keyboard.press("End");
    await page.keyboard.press("Enter");
    await expect.poll(() => page.locator("li[data-row]").count(), PATIENCE).toBe(3);
    await row(page, 1).getByRole("button", { name: "Remove condition" }).focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => page.locator("li[data-row]").count(), PATIENCE).toBe(1);
    const place = await page.evaluate("document.activeElement.closest('[data-row]')?.textContent ?? ''");
    expect(place).toContain("is");
    await page.close();
  });

  it("in use shows what the edit does before it does, and asks whom it is for", async () => {
    const page = await house.visit("/segments/large");
    await page.getByText("Thank large deals").waitFor();
    await row(page, 0).getByRole("textbox", { name: "Value" }).fill("500");
    await page.getByRole("button", { name: "Save segment…" }).click();
    const dialog = page.getByRole("dialog");
    const figures = dialog.getByRole("row", { name: /Thank large deals/u });
    await figures.waitFor();
    expect(await figures.getByRole("cell").allTextContents()).toEqual(["1", "0", "2"]);
    await shoot(page, "segment-apply");
    expect(await axeFaults(page)).toEqual([]);
    await dialog.getByText("Apply to all").click();
    await dialog.getByRole("button", { name: "Save and start for 1" }).click();
    await page.getByText("“Large” is saved").waitFor();
    const runs = async () => (await house.api.call("GET runs?automation=thanks")).body.items.length;
    await expect.poll(runs, PATIENCE).toBe(1);
    expect(await segment("large")).toEqual(["amount", "gt", 500]);
    await page.close();
  });

  it("is only read by who may not change it", async () => {
    const page = await house.visit("/segments/large", { as: "ray" });
    await page.getByLabel("Comparison").first().waitFor();
    expect(await page.getByRole("button", { name: /Save segment/u }).count()).toBe(0);
    expect(await page.getByRole("button", { name: /Delete segment/u }).count()).toBe(0);
    expect(await page.getByLabel("Comparison").isDisabled()).toBe(true);
    await page.close();
  });
});
