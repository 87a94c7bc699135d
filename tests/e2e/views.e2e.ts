import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openHouse, type House } from "./kit/house.ts";
import { axeFaults, shoot } from "./kit/look.ts";

let house: House;

const card = (page: Page, title: string) => page.getByRole("link", { name: title, exact: true });
const gone = (page: Page, title: string) => card(page, title).waitFor({ state: "detached" });
beforeAll(async () => {
  house = await openHouse();
  const { api } = house;
  await api.call("POST records/user", { name: "Ana Pop", handle: "ana", role: "salesperson" });
  await api.call("POST records/deal", {
    title: "Casa Ionescu",
    amount: 900,
    stage: "sales/new",
    owner: "ana",
  });
  await api.call("POST records/deal", {
    title: "Hotel Miramar",
    amount: 12_400,
    stage: "sales/new",
    owner: "ana",
  });
});
afterAll(() => house.close());

it("a board is narrowed by conditions, kept as a view, shared, and opens the page of who wants it", async () => {
  const page = await house.visit("/pipelines/sales");
  await card(page, "Casa Ionescu").waitFor();
  await page.getByRole("button", { name: "Filter", exact: true }).click();
  const panel = page.getByRole("dialog");
  await panel.getByRole("button", { name: "Condition" }).click();
  const field = panel.getByRole("combobox", { name: "Field" });
  await field.click();
  await field.fill("Amount");
  await page.getByRole("option", { name: "Amount", exact: true }).click();
  await panel.getByLabel("Comparison").selectOption({ label: "is more than" });
  await panel.getByRole("textbox", { name: "Value" }).fill("1000");
  await panel.getByText("1 of 2 deals match").waitFor();
  await panel.getByRole("button", { name: "Show" }).click();
  await gone(page, "Casa Ionescu");
  await card(page, "Hotel Miramar").waitFor();

  await page.getByRole("button", { name: /^View: All/u }).click();
  await page.getByRole("menuitem", { name: "Save as a view…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Large deals");
  await dialog.getByLabel("Share with everyone").check();
  await dialog.getByLabel("Open the page with it").check();
  await dialog.getByRole("button", { name: "Save view" }).click();
  await page.getByRole("button", { name: /^View: Large deals/u }).waitFor();
  await shoot(page, "board-view");

  await page.goto(`${house.address}/pipelines/sales`);
  await page.waitForURL(/saved=/u);
  await gone(page, "Casa Ionescu");
  await page.getByRole("button", { name: /^Remove “The amount/u }).click();
  await card(page, "Casa Ionescu").waitFor();
  await page.getByRole("button", { name: /^View: Large deals, changed/u }).click();
  await page.route("**/views/*", (route) => route.abort());
  await page.getByRole("menuitem", { name: "Save “Large deals”" }).click();
  await page.getByRole("alert").getByText("No connection. Try again when it returns.").waitFor();
  await page.close();

  const hers = await house.visit("/pipelines/sales", { as: "ana" });
  await card(hers, "Casa Ionescu").waitFor();
  await hers.getByRole("button", { name: /^View: All/u }).click();
  await hers.getByRole("menuitemradio", { name: /Large deals/u }).click();
  await gone(hers, "Casa Ionescu");
  await hers.getByRole("button", { name: /^View: Large deals/u }).click();
  await hers.getByRole("menuitem", { name: "Open the page with it" }).waitFor();
  expect(await hers.getByRole("menuitem", { name: "Delete view" }).count()).toBe(0);
  expect(await axeFaults(hers)).toEqual([]);
  await hers.close();
});
