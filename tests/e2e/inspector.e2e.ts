import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openHouse, type House, type Visit } from "./kit/house.ts";
import { shoot } from "./kit/look.ts";
import { followUpOffers } from "./kit/offers.ts";
import { workOff } from "./kit/work.ts";

let house: House;
let deals: Readonly<Record<string, string>>;

/** Pages answer in real time. */
const PATIENCE = { timeout: 15_000 };

const runOf = async (title: string): Promise<string> =>
  (await house.api.call(`GET runs?record=${deals[title]}`)).body.items[0].id;
const stepOf = async (title: string, step: string): Promise<string> => {
  const { body } = await house.api.call(`GET runs/${await runOf(title)}`);
  return body.steps.find((each: { step: string }) => each.step === step)?.status;
};

beforeAll(async () => {
  house = await openHouse();
  const { api } = house;
  await api.call("POST records/user", { name: "Ray Read", handle: "ray", role: "read-only" });
  deals = await followUpOffers(house);
});
afterAll(() => house.close());

const PATH = "/automations/follow-up-of-offers/runs";
const open = async (tab: string, visit: Visit = {}): Promise<Page> => {
  const page = await house.visit(`${PATH}/${tab}`, visit);
  await page.getByRole("heading", { level: 1, name: "Offer follow-up" }).waitFor();
  return page;
};

describe("the flow", () => {
  it("counts what became of each step; a count leads to its steps, a step to its run", async () => {
    const page = await open("done");
    const flow = page.getByRole("region", { name: "The automation, step by step" });
    await flow.getByText("6 runs").first().waitFor();
    await flow.getByRole("link", { name: /^Skipped: 4, show “Text/u }).click();
    await page.getByText("condition_false").waitFor();
    expect(page.url()).toContain("/runs/skipped?step=text");
    await page.getByRole("link", { name: "Heating for Hotel Miramar" }).click();
    await page.getByText("Path of Heating for Hotel Miramar over 6 runs").waitFor();
    const run = page.getByRole("complementary", { name: "One run" });
    await run.getByText("Needs: the amount is more than €5,000").waitFor();
    await run.getByRole("button", { name: "View message to eva@example.test" }).click();
    const mail = run.frameLocator("iframe");
    await mail.getByText("your proposal").waitFor();
    await run.getByRole("link", { name: "Close this run" }).click();
    expect(page.url()).toContain("/runs/skipped?step=text");
    await page.close();
  });

  it("is walked by keyboard: j and k over the rows, Enter opens the run", async () => {
    const page = await open("waiting");
    await page.getByRole("link", { name: "Pool pump, Casa Ionescu" }).waitFor();
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await page.keyboard.press("k");
    const first = await page.evaluate<string>("document.activeElement.textContent");
    await page.keyboard.press("Enter");
    await page.getByText(`Path of ${first} over`).waitFor();
    expect(page.url()).toContain("/runs/run/");
    await page.close();
  });
});

describe("what waits", () => {
  it("is forecast by day, and runs now when a person says so, which the run tells", async () => {
    const page = await open("waiting");
    await page.getByRole("table", { name: "Due by day" }).waitFor();
    await page.getByRole("link", { name: "Spare pumps, Aqua Nord" }).click();
    await page.getByRole("button", { name: "Run step now…" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Run step" }).click();
    await page.getByText("Administrator ran “Plan a call for Administrator” at once").waitFor();
    await workOff(house);
    await expect.poll(() => stepOf("Spare pumps, Aqua Nord", "call"), PATIENCE).toBe("done");
    await page.close();
  });

  it("runs now from the record as well", async () => {
    const page = await house.visit(`/records/deal/${deals["Heating for Hotel Miramar"]}/automation`);
    await page.getByRole("button", { name: "Run step now…" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Run step" }).click();
    await page.getByText("“Plan a call for Administrator” runs now.").waitFor();
    await workOff(house);
    await expect.poll(() => stepOf("Heating for Hotel Miramar", "call"), PATIENCE).toBe("done");
    await page.close();
  });
});

describe("what was asked for without a connection", () => {
  const lost = "No connection. Try again when it returns.";
  const times = async (page: Page, ask: string, act: string): Promise<void> => {
    const dialog = page.getByRole("dialog");
    await page.getByRole("button", { name: ask }).click();
    await dialog.getByRole("button", { name: act }).click();
    await dialog.getByRole("alert").getByText(lost).waitFor();
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("button", { name: ask }).click();
    await dialog.getByRole("button", { name: act }).waitFor();
    expect(await dialog.getByRole("alert").count()).toBe(0);
    await dialog.getByRole("button", { name: "Cancel" }).click();
  };

  it("is told where it was asked, and no more when it is asked again", async () => {
    const page = await open(`run/${await runOf("Radiators, Școala Nr. 4")}`);
    await page.route(/\/(?:run-now|stop|settle|retry)$/u, (route) => route.abort());
    await times(page, "Run step now…", "Run step");
    await times(page, "Stop run…", "Stop run");
    await page.goto(`${house.address}${PATH}/uncertain`);
    await times(page, "Send again…", "Send again");
    await page.goto(`${house.address}${PATH}/failed`);
    await page.getByRole("button", { name: "Retry from here: Thermostats, Hostal Luz" }).click();
    await page.getByRole("alert").getByText(lost).waitFor();
    expect(await stepOf("Radiators, Școala Nr. 4", "call")).toBe("waiting");
    await page.close();
  });
});

describe("what failed", () => {
  it("is retried alone, and with its like when the count is confirmed", async () => {
    const page = await open("failed");
    const group = page.locator("section").filter({ hasText: "no_recipient" }).last();
    await group.getByRole("button", { name: "Retry all 3 steps…" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("Retry 3 failed steps of “Offer follow-up”?").waitFor();
    await shoot(page, "inspector-retry");
    await dialog.getByRole("button", { name: "Cancel" }).click();
    const contact = (
      await house.api.call("POST records/contact", { first_name: "Lia", email: "lia@example.test" })
    ).body.id;
    await house.api.call(`PATCH records/deal/${deals["Thermostats, Hostal Luz"]}`, { contact });
    await page.getByRole("button", { name: "Retry from here: Thermostats, Hostal Luz" }).click();
    await page.getByText("“Thermostats, Hostal Luz” is tried again.").waitFor();
    await workOff(house);
    await expect.poll(() => stepOf("Thermostats, Hostal Luz", "mail"), PATIENCE).toBe("done");
    await page.close();
  });
});

describe("what is uncertain", () => {
  it("is settled with the message in view", async () => {
    const page = await open("uncertain");
    await page.frameLocator("iframe").getByText("your proposal").waitFor();
    await shoot(page, "inspector-uncertain");
    await page.getByRole("button", { name: "Send again…" }).click();
    await page.getByText("If the first one did go out, the recipient gets it twice.").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "It went out" }).click();
    await page.getByText("No message is uncertain.").waitFor();
    await expect.poll(() => stepOf("Pool pump, Casa Ionescu", "mail"), PATIENCE).toBe("done");
    await page.close();
  });
});

describe("somebody who only reads", () => {
  it("sees no button that the server would refuse", async () => {
    for (const tab of ["failed", "waiting", `run/${await runOf("Radiators, Școala Nr. 4")}`]) {
      const page = await open(tab, { as: "ray" });
      await page.getByRole("link", { name: "Radiators, Școala Nr. 4" }).first().waitFor();
      for (const name of [/Retry/u, /Run step/u, /Stop run/u, /Pause/u, /Save as test/u])
        expect(await page.getByRole("button", { name }).count()).toBe(0);
      await page.close();
    }
  });
});
