import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openHouse, type House } from "./kit/house.ts";
import { axeFaults, overflow, shoot } from "./kit/look.ts";

/** Pages answer in real time. */
const PATIENCE = { timeout: 15_000 };

let house: House;
let deal: string;

const call = async (line: string, body?: unknown) => (await house.api.call(line, body)).body;

beforeAll(async () => {
  house = await openHouse();
  await call("POST records/user", { name: "Ray Read", handle: "ray", role: "read-only" });
  await call("POST automations", {
    key: "follow-up",
    name: "Offer follow-up",
    object: "deal",
    trigger: { enters: ["stage", "is", "sales/proposal"] },
    steps: [
      { id: "call", do: "plan_activity", with: { type: "call", summary: "Call" }, wait: { for: "3d" } },
    ],
  });
  await call("POST records/contact", { first_name: "Elena", last_name: "Ionescu" });
  deal = (await call("POST records/deal", { title: "Hotel Miramar", amount: 12_400, stage: "sales/new" })).id;
});
afterAll(() => house.close());

describe("the palette", () => {
  it("finds a record, asks why an automation did not run there, and remembers the record", async () => {
    const page = await house.visit("/pipelines/sales");
    await page.getByRole("link", { name: "Hotel Miramar", exact: true }).waitFor();
    await page.keyboard.press("Control+k");
    const field = page.getByRole("combobox", { name: "Search or run a command" });
    await field.fill("mira");
    await page.getByRole("listbox").getByRole("option", { name: "Hotel Miramar" }).waitFor();
    await shoot(page, "palette-found");
    await page.keyboard.press("Enter");
    await page.waitForURL(`**/records/deal/${deal}`);
    await page.getByRole("heading", { name: "Hotel Miramar" }).waitFor();
    await page.keyboard.press("Control+k");
    await page
      .getByRole("listbox")
      .getByRole("option", { name: "Why did “Offer follow-up” not run?" })
      .click();
    await page.waitForURL("**/automation/why/follow-up");
    await page.getByRole("dialog").getByText("Offer follow-up").first().waitFor();
    await page.keyboard.press("Escape");
    await page.goto(`${house.address}/pipelines/sales`);
    await page.getByRole("link", { name: "Hotel Miramar", exact: true }).waitFor();
    await page.keyboard.press("Control+k");
    await page
      .getByRole("group", { name: "Seen last" })
      .getByRole("option", { name: /^Hotel Miramar/u })
      .waitFor();
    await page.keyboard.press("Escape");
    expect(await page.getByRole("combobox", { name: "Search or run a command" }).count()).toBe(0);
    await page.close();
  });
});

describe("keys", () => {
  it("go places, open what is new and the map, and are silent while somebody types or when switched off", async () => {
    const page = await house.visit("/automations");
    await page.getByRole("heading", { name: "Automations" }).waitFor();
    await page.keyboard.press("g");
    await page.keyboard.press("p");
    await page.waitForURL("**/pipelines/**");
    await page.getByRole("button", { name: "New deal" }).waitFor();
    await page.keyboard.press("/");
    await page.keyboard.type("n?ga");
    expect(await page.getByRole("searchbox").inputValue()).toBe("n?ga");
    await page.getByRole("searchbox").fill("");
    await page.getByRole("searchbox").blur();
    await page.keyboard.press("n");
    await page.getByRole("dialog").getByLabel("Title").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.keyboard.press("?");
    const map = page.getByRole("dialog", { name: "Keyboard" });
    await map.getByText("Go to pipelines").waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await shoot(page, "keyboard-map");
    await map.getByRole("switch").press("Space");
    await page.keyboard.press("Escape");
    await map.waitFor({ state: "detached" });
    await page.keyboard.press("n");
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: "Search or run a command" }).waitFor();
    expect(await page.getByLabel("Title").count()).toBe(0);
    await page.close();
  });

  it("takes the last move back by Ctrl+Z", async () => {
    const page = await house.visit("/pipelines/sales");
    const link = page.getByRole("link", { name: "Hotel Miramar", exact: true });
    await link.focus();
    for (const key of ["m", "ArrowRight", "Space"]) await page.keyboard.press(key);
    await expect
      .poll(async () => (await call(`GET records/deal/${deal}`)).stage, PATIENCE)
      .toBe("sales/qualified");
    await page.getByText(/^Moved to Qualified/u).waitFor();
    await page.keyboard.press("Control+z");
    await expect.poll(async () => (await call(`GET records/deal/${deal}`)).stage, PATIENCE).toBe("sales/new");
    await page.close();
  });
});

it.each([
  ["en", "light", 1440],
  ["en", "dark", 1440],
  ["es", "dark", 360],
  ["ro", "light", 360],
] as const)("axe finds nothing on the palette in %s, %s, at %i pixels", async (language, scheme, width) => {
  const page = await house.visit("/pipelines/sales", { scheme, language, width });
  await page.locator("header").getByRole("button").first().click();
  await page.getByRole("listbox").getByRole("option").first().waitFor();
  await shoot(page, "palette");
  expect(await axeFaults(page)).toEqual([]);
  expect(await overflow(page)).toBe(0);
  await page.close();
});
