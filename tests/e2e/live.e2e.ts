import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { setPassword } from "../../apps/server/src/features/access/index.ts";
import { endSession, openHouse, type House } from "./kit/house.ts";
import { axeFaults, shoot } from "./kit/look.ts";

const PASSWORD = "rain over the quay";

/** Pages answer in real time. */
const PATIENCE = { timeout: 15_000 };

let house: House;
let deal: string;

const call = async (line: string, body?: unknown) => (await house.api.call(line, body)).body;

const open = async (path: string, as = "ana"): Promise<Page> => {
  const page = await house.visit(path, { as });
  await page.getByText("Hotel Miramar").first().waitFor();
  // The stream has begun.
  await page.waitForTimeout(700);
  return page;
};
const record = (): string => `/records/deal/${deal}`;
const edit = (page: Page, field: string) => page.getByRole("button", { name: new RegExp(`^${field}`, "u") });

beforeAll(async () => {
  house = await openHouse();
  const ana = await call("POST records/user", {
    name: "Ana Pop",
    handle: "ana",
    email: "ana@northwind.test",
    role: "salesperson",
  });
  await setPassword(house.api.cadencia.workspace, ana.id, PASSWORD);
  deal = (await call("POST records/deal", { title: "Hotel Miramar", amount: 12_400, stage: "sales/new" })).id;
});
afterAll(() => house.close());

describe("what others change", () => {
  it("arrives on the board, where the card goes to its new stage, and is told aloud", async () => {
    const page = await open("/pipelines/sales");
    await call(`PATCH records/deal/${deal}`, { stage: "sales/proposal", amount: 13_000 });
    const card = page.locator('section[data-stage="proposal"]').getByRole("listitem");
    await card.getByText("€13,000").waitFor();
    await page.locator('section[data-stage="proposal"] header').getByText("€13,000").waitFor();
    await expect.poll(() => page.getByText("1 record on this page has changed.").count(), PATIENCE).toBe(1);
    await page.close();
  });

  it("arrives in the fields and on the timeline of a record", async () => {
    const page = await open(record());
    await call(`PATCH records/deal/${deal}`, { amount: 14_000 });
    await call("POST records/note", { text: "Prefers mornings", record: { object: "deal", id: deal } });
    await edit(page, "Amount").getByText("€14,000").waitFor();
    await page.getByText("Prefers mornings").waitFor();
    expect(await edit(page, "Amount").getByText("€12,400").count()).toBe(0);
    await page.close();
  });

  it("takes nothing away from who types in the same field, who then chooses", async () => {
    const page = await open(record());
    await edit(page, "Amount").click();
    await page.getByRole("textbox", { name: "Amount" }).fill("15500");
    await call(`PATCH records/deal/${deal}`, { amount: 16_000 });
    await page.getByText(/has changed this meanwhile: €16,000/u).waitFor();
    expect(await page.getByRole("textbox", { name: "Amount" }).inputValue()).toBe("15500");
    await shoot(page, "live-meanwhile");
    await page.getByRole("textbox", { name: "Amount" }).press("Enter");
    const conflict = page.getByRole("alert").filter({ hasText: "€15,500" });
    await conflict.waitFor();
    expect((await call(`GET records/deal/${deal}`)).amount).toBe("16000");
    await conflict.getByRole("button", { name: /yours|mine/iu }).click();
    await expect.poll(async () => (await call(`GET records/deal/${deal}`)).amount).toBe("15500");
    await page.close();
  });
});

describe("a connection that is gone", () => {
  it("is told; what is saved meanwhile goes out when it returns, and what was missed arrives", async () => {
    const page = await open(record());
    await page.context().setOffline(true);
    await page
      .getByText(/^No connection/u)
      .first()
      .waitFor();
    await edit(page, "Amount").click();
    await page.getByRole("textbox", { name: "Amount" }).fill("17000");
    await page.getByRole("textbox", { name: "Amount" }).press("Enter");
    await call("POST records/note", { text: "Called back", record: { object: "deal", id: deal } });
    await shoot(page, "live-offline");
    await page.context().setOffline(false);
    await page.getByText("Called back").waitFor();
    await expect.poll(async () => (await call(`GET records/deal/${deal}`)).amount, PATIENCE).toBe("17000");
    await page
      .getByText(/^No connection/u)
      .first()
      .waitFor({ state: "detached" });
    await page.close();
  });
});

describe("a part of the page that was never fetched", () => {
  it("waits for the connection, and comes when it returns", async () => {
    const page = await open("/pipelines/sales");
    await page.getByRole("searchbox").fill("Hotel");
    await page.context().setOffline(true);
    await page.getByRole("button", { name: "New deal" }).click();
    await page
      .getByText(/^No connection/u)
      .first()
      .waitFor();
    expect(await page.getByRole("searchbox").inputValue()).toBe("Hotel");
    await page.context().setOffline(false);
    await page.getByRole("dialog", { name: "New deal" }).getByLabel("Title").waitFor();
    expect(await page.getByRole("searchbox").inputValue()).toBe("Hotel");
    await page.close();
  });
});

describe("a session that ends", () => {
  it("is begun again over the page, where everything typed is still there and goes out", async () => {
    const page = await open(record());
    await page.getByPlaceholder("Write a note…").fill("Half a thought");
    await edit(page, "Amount").click();
    await page.getByRole("textbox", { name: "Amount" }).fill("18000");
    await endSession(page);
    await page.getByRole("textbox", { name: "Amount" }).press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox", { name: "Password" }).waitFor();
    await shoot(page, "session-ended");
    expect(await axeFaults(page)).toEqual([]);
    await dialog.getByRole("textbox", { name: "Password" }).fill("not the password");
    await dialog.getByRole("button", { name: "Sign in" }).click();
    await dialog.getByText(/do not go together/u).waitFor();
    await dialog.getByRole("textbox", { name: "Password" }).fill(PASSWORD);
    await dialog.getByRole("button", { name: "Sign in" }).click();
    await dialog.waitFor({ state: "detached" });
    expect(await page.getByPlaceholder("Write a note…").inputValue()).toBe("Half a thought");
    await expect.poll(async () => (await call(`GET records/deal/${deal}`)).amount, PATIENCE).toBe("18000");
    await page.close();
  });
});
