import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openHouse, type House } from "./kit/house.ts";
import { axeFaults, shoot } from "./kit/look.ts";

let house: House;

const column = (page: Page, stage: string): Locator => page.locator(`section[data-stage="${stage}"]`);
const draft = async (key: string) => (await house.api.call(`GET automations/${key}/draft`)).body.definition;
const keyOf = (page: Page): string => new URL(page.url()).pathname.split("/")[2] ?? "";

beforeAll(async () => {
  house = await openHouse();
  const { api } = house;
  await api.call("POST records/user", { name: "Ray Read", handle: "ray", role: "read-only" });
  await api.call("POST records/deal", { title: "Hotel Miramar", amount: 12_400, stage: "sales/won" });
  await api.call("POST automations", {
    key: "offer",
    name: "Offer follow-up",
    object: "deal",
    trigger: { enters: { stage: "sales/proposal" } },
    steps: [
      {
        id: "task",
        wait: { until: { field: "close_date", offset: "-2d" } },
        do: "create_task",
        with: { title: "Terms" },
      },
      { id: "call", wait: { for: "3d" }, start: "parallel", do: "plan_activity", with: { summary: "Call" } },
    ],
  });
  await api.call("POST automations", {
    key: "quote",
    name: "Quote moves the deal",
    object: "deal",
    trigger: { event: "quote.sent" },
    steps: [{ id: "move", do: "set", with: { stage: "sales/proposal" } }],
  });
});
afterAll(() => house.close());

describe("the rules of a pipeline", () => {
  it("hang on its stages in order of time, with what brings records in", async () => {
    const page = await house.visit("/automations/stages/sales");
    const proposal = column(page, "proposal");
    await proposal.getByText("Comes in: when a quote is sent").waitFor();
    const titles = await proposal.getByRole("article").getByRole("link").allTextContents();
    expect(titles).toEqual(["Plan an activity", "Task"]);
    await proposal.getByText("+3 days").waitFor();
    await page.close();
  });

  it("are added by the keyboard, opened beside the board, and kept as a draft of an ordinary automation", async () => {
    const page = await house.visit("/automations/stages/sales");
    await page.getByRole("button", { name: "Add rule: Won" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem", { name: "Repeat lead" }).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.getByRole("menuitem", { name: "Repeat lead" }).press("Enter");
    await page.waitForURL(/\/stages\/create_repeat_lead$/u);
    await page.getByRole("radio", { name: "After a wait" }).focus();
    await page.keyboard.press("Space");
    await column(page, "won").getByRole("link", { name: "Repeat lead" }).waitFor();
    await page.getByText(/enters now:/u).waitFor();
    await expect
      .poll(async () => (await draft(keyOf(page))).steps[0]?.wait, { timeout: 15_000 })
      .toEqual({ for: "1d" });
    expect((await draft(keyOf(page))).trigger).toEqual({ enters: { stage: "sales/won" } });
    await shoot(page, "stages-rule");
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole("link", { name: "Sequence" }).click();
    await page.waitForURL(/\/sequence/u);
    await page.close();
  });

  it("are dragged out of the palette onto a stage", async () => {
    const page = await house.visit("/automations/stages/sales");
    const palette = page.getByRole("complementary");
    await palette.getByRole("button", { name: "Copy the deal" }).dragTo(column(page, "proposal"));
    await page.waitForURL(/\/stages\/copy_deal$/u);
    expect((await draft(keyOf(page))).trigger).toEqual({ enters: { stage: "sales/proposal" } });
    await page.close();
  });

  it("are only read by who may not change them", async () => {
    const page = await house.visit("/automations/stages/sales", { as: "ray" });
    await column(page, "proposal").waitFor();
    expect(await page.getByRole("button", { name: /Add rule/u }).count()).toBe(0);
    expect(await page.getByRole("complementary").count()).toBe(0);
    await page.close();
  });
});
