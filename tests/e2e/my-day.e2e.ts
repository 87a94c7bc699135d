import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openHouse, type House, type Visit } from "./kit/house.ts";
import { workOff } from "./kit/work.ts";

let house: House;
const ids: Record<string, string> = {};

const PATIENCE = { timeout: 15_000 };
const HOUR = 3_600_000;
const from = (hours: number): string => new Date(Date.now() + hours * HOUR).toISOString();
const isDone = async (object: string, name: string): Promise<boolean> =>
  (await house.api.call(`GET records/${object}/${ids[name]}`)).body.done;

beforeAll(async () => {
  house = await openHouse();
  const { api } = house;
  const make = async (object: string, values: object): Promise<string> =>
    (await api.call(`POST records/${object}`, values)).body.id;
  const ana = await make("user", { name: "Ana Pop", handle: "ana", email: "ana@example.test" });
  await make("user", { name: "Ray Read", handle: "ray", role: "read-only" });
  await api.call("POST automations", {
    key: "welcome-call",
    name: "Welcome call",
    object: "deal",
    active: true,
    trigger: { on: "created" },
    steps: [
      {
        id: "call",
        do: "plan_activity",
        with: { type: "call", summary: "Call to welcome", due: "1h", owner: "ana" },
      },
      { id: "mail", do: "send_email", with: { to: "customer", subject: "x", text: "x" } },
    ],
  });
  ids["deal"] = await make("deal", { title: "Heating for Hotel Miramar", owner: "ana" });
  const record = { object: "deal", id: ids["deal"] };
  await workOff(house);
  ids["late"] = await make("activity", {
    summary: "Send the contract",
    type: "email",
    due: from(-30),
    owner: "ana",
    record,
  });
  ids["task"] = await make("task", { title: "Write the offer", due: from(-3), owner: "ana", record });
  ids["next"] = await make("activity", {
    summary: "Visit Aqua Nord",
    type: "meeting",
    due: from(24 * 9),
    owner: "ana",
  });
  // Today where its reader is, at whatever hour this runs.
  const start = Temporal.Now.zonedDateTimeISO("Europe/Madrid").with({ hour: 12, minute: 0 }).toInstant();
  await make("event", {
    title: "Weekly meeting",
    start: start.toString(),
    end: start.add({ hours: 1 }).toString(),
    organizer: ana,
    location: "Room 2",
  });
});
afterAll(() => house.close());

const open = async (visit: Visit = {}): Promise<Page> => {
  const page = await house.visit("/my-day", { as: "ana", ...visit });
  await page.getByRole("link", { name: "Weekly meeting" }).waitFor();
  return page;
};

describe("my day", () => {
  it("tells what is overdue, what automation planned and why, and what happens today", async () => {
    const page = await open();
    const overdue = page.getByRole("region", { name: /^Overdue/u });
    await overdue.getByRole("link", { name: "Send the contract" }).waitFor();
    await page.getByRole("link", { name: "Planned by “Welcome call”. Why?" }).click();
    await page.getByRole("heading", { level: 1, name: "Welcome call" }).waitFor();
    await page.getByRole("link", { name: "Heating for Hotel Miramar" }).first().waitFor();
    expect(page.url()).toContain("/automations/welcome-call/runs/run/");
    await page.close();
  });

  it("is worked off by keys alone: j and k walk, x is done, and can be undone", async () => {
    const page = await open();
    await page.getByRole("link", { name: "Send the contract" }).waitFor();
    await page.keyboard.press("j");
    expect(await page.evaluate("document.activeElement.textContent")).toBe("Send the contract");
    await page.keyboard.press("x");
    await page.getByRole("status").getByText("“Send the contract” is done.").first().waitFor();
    expect(await page.evaluate("document.activeElement.textContent")).not.toBe("Send the contract");
    await expect.poll(() => isDone("activity", "late"), PATIENCE).toBe(true);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect.poll(() => isDone("activity", "late"), PATIENCE).toBe(false);
    await page.getByRole("link", { name: "Send the contract" }).waitFor();
    await page.close();
  });

  it("tells in words that nothing was put off without a connection, and asks again without the old fault", async () => {
    const page = await open();
    const lost = "No connection. Try again when it returns.";
    await page.route("**/records/task/*", (route) => route.abort());
    await page.getByRole("button", { name: "Reschedule “Write the offer”" }).click();
    await page.getByRole("menuitem", { name: /^Tomorrow/u }).click();
    await page.getByText(`“Write the offer” was not saved: ${lost}`).waitFor();
    const choose = async () => {
      await page.getByRole("button", { name: "Reschedule “Write the offer”" }).click();
      await page.getByRole("menuitem", { name: "Another time…" }).click();
      await page.getByRole("textbox", { name: "Due" }).waitFor();
    };
    const dialog = page.getByRole("dialog");
    await choose();
    expect(await dialog.getByRole("alert").count()).toBe(0);
    await dialog.getByRole("button", { name: "Reschedule" }).click();
    await dialog.getByRole("alert").getByText(lost).waitFor();
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await choose();
    expect(await dialog.getByRole("alert").count()).toBe(0);
    await page.close();
  });

  it("puts a task off to tomorrow, and marks one as done by its tick", async () => {
    const page = await open();
    await page.getByRole("button", { name: "Reschedule “Write the offer”" }).click();
    await page.getByRole("menuitem", { name: /^Tomorrow/u }).click();
    await page.getByText(/“Write the offer” is due/u).waitFor();
    await page.getByRole("button", { name: "Reschedule “Send the contract”" }).click();
    await page.getByRole("menuitem", { name: "Another time…" }).click();
    await page.getByRole("textbox", { name: "Due" }).fill("2099-01-05T09:00");
    await page.getByRole("dialog").getByRole("button", { name: "Reschedule" }).click();
    await page.getByRole("link", { name: "Send the contract" }).waitFor({ state: "detached" });
    await page.getByText(/“Send the contract” is due/u).waitFor();
    const { body } = await house.api.call(`GET records/activity/${ids["late"]}`);
    expect(body.due).toBe("2099-01-05T08:00:00Z");
    await page.close();
  });

  it("says what needs the person who may publish, and counts it in the navigation", async () => {
    const page = await house.visit("/my-day");
    const needs = page.getByRole("region", { name: "Needs you" });
    await needs.getByText("Failed 1").waitFor();
    await page.getByRole("navigation").getByText("1 need you").waitFor({ state: "attached" });
    await needs.getByRole("link", { name: "Welcome call" }).click();
    await page.getByText("no_recipient").waitFor();
    expect(page.url()).toContain("/automations/welcome-call/runs/failed");
    await page.close();
  });

  it("shows who only reads no needs, and no ticks", async () => {
    const page = await house.visit("/my-day", { as: "ray" });
    await page.getByText("Done for today.").waitFor();
    expect(await page.getByRole("region", { name: "Needs you" }).count()).toBe(0);
    await page.close();
  });
});
