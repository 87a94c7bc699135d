import type { Locator, Page } from "playwright-core";
import { runRound } from "../../apps/server/src/features/automation/index.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openHouse, type House } from "./kit/house.ts";
import { axeFaults, shoot } from "./kit/look.ts";

let house: House;
let deal = "";

beforeAll(async () => {
  house = await openHouse();
  const { api } = house;
  await api.call("POST records/user", { name: "Ana Pop", handle: "ana", role: "admin" });
  await api.call("POST records/user", { name: "Ray Read", handle: "ray", role: "read-only" });
  const person = {
    first_name: "Eva",
    last_name: "Ionescu",
    email: "eva@example.com",
    mobile: "+34600111222",
  };
  const contact = (await api.call("POST records/contact", person)).body.id;
  const values = { title: "Hotel Miramar", amount: 12_400, stage: "sales/new", owner: "ana", contact };
  deal = (await api.call("POST records/deal", values)).body.id;
});
afterAll(() => house.close());

const PATIENCE = { timeout: 15_000 };

interface Words {
  readonly open: string;
  readonly name: string;
  readonly create: string;
  readonly publish: string;
}
const EN: Words = {
  open: "New automation",
  name: "Name",
  create: "Create automation",
  publish: "Publish automation",
};
const ES: Words = {
  open: "Nueva automatización",
  name: "Nombre",
  create: "Crear automatización",
  publish: "Publicar automatización",
};
const RO: Words = {
  open: "Automatizare nouă",
  name: "Nume",
  create: "Creează automatizarea",
  publish: "Publică automatizarea",
};

const begin = async (page: Page, name: string, words: Words = EN): Promise<void> => {
  await page.getByRole("button", { name: words.open }).click();
  await page.getByRole("dialog").getByLabel(words.name).fill(name);
  await page.getByRole("button", { name: words.create }).click();
  await page.getByRole("heading", { level: 1, name }).waitFor();
};

const panel = (page: Page): Locator => page.locator("aside");
const slot = (page: Page, name: string): Locator => page.getByRole("button", { name, exact: true });

/** A choice of a searchable list. */
const pick = async (within: Locator | Page, label: string, option: string): Promise<void> => {
  const box = within.getByRole("combobox", { name: label }).or(within.getByRole("textbox", { name: label }));
  await box.first().click();
  const page = "page" in within ? within.page() : within;
  await page.getByRole("option", { name: option, exact: true }).click();
};

const publish = async (page: Page, words: Words = EN): Promise<void> => {
  await page.getByRole("button", { name: words.publish }).click();
  await page.getByRole("dialog").getByRole("button", { name: words.publish }).click();
};

const definitionOf = async (key: string) => (await house.api.call(`GET automations/${key}`)).body.definition;
const dryRun = async (key: string) =>
  (await house.api.call(`POST automations/${key}/dry-run`, { record: deal })).body;
const days = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;

describe("built by clicking only", () => {
  it("a lead comes back six months after a deal was won", async () => {
    const page = await house.visit("/automations");
    await begin(page, "Repeat lead");
    await slot(page, "stage: New").click();
    await pick(page.getByRole("dialog"), "Stage", "Won");
    await page.keyboard.press("Escape");
    await slot(page, "stage: Won").waitFor();
    await page
      .getByRole("complementary", { name: "Steps" })
      .getByRole("button", { name: "Repeat lead" })
      .click();
    await panel(page).getByText("After a wait").click();
    await panel(page).getByLabel("Wait: number").fill("6");
    await panel(page).getByLabel("Wait: unit").selectOption("mo");
    await slot(page, "wait: 6 months").waitFor();
    await page.getByText("Draft, not published yet · saved").waitFor();
    await shoot(page, "editor-step");
    expect(await axeFaults(page)).toEqual([]);
    await publish(page);
    const dialog = page.getByRole("dialog", { name: "Activate “Repeat lead”" });
    await dialog.getByText("Also the 0 that match already").waitFor();
    await shoot(page, "editor-activate");
    await dialog.getByRole("button", { name: "Activate automation" }).click();
    await page.getByText("Active", { exact: true }).waitFor();
    expect(await definitionOf("repeat-lead")).toMatchObject({
      trigger: { enters: { stage: "sales/won" } },
      steps: [{ wait: { for: "6mo" }, do: "create_repeat_lead" }],
    });
    const { steps, started_at: start } = await dryRun("repeat-lead");
    expect(days(start, steps[0].at)).toBeGreaterThan(180);
    expect(steps[0].effects).toContainEqual(expect.objectContaining({ kind: "create", object: "lead" }));
    await page.close();
  });

  it("in Spanish, a won deal is copied", async () => {
    const page = await house.visit("/automations", { language: "es" });
    await begin(page, "Copia al ganar", ES);
    await slot(page, "etapa: Nuevo").click();
    await pick(page.getByRole("dialog"), "Etapa", "Ganado");
    await page.keyboard.press("Escape");
    await page
      .getByRole("complementary", { name: "Pasos" })
      .getByRole("button", { name: "Copiar el negocio" })
      .click();
    await pick(panel(page), "Etapa", "Cualificado");
    await slot(page, "etapa: Cualificado").first().waitFor();
    await shoot(page, "editor-step");
    await publish(page, ES);
    await page.getByRole("dialog", { name: "Activar «Copia al ganar»" }).waitFor();
    const { steps } = await dryRun("copia-al-ganar");
    expect(steps[0].effects[0]).toMatchObject({ kind: "create", object: "deal" });
    expect(steps[0].effects[0].content.after.stage).toBe("sales/qualified");
    await page.close();
  });

  it("in Romanian, a call is planned that is done by itself when the deal moves on", async () => {
    const page = await house.visit("/automations", { language: "ro" });
    await begin(page, "Apel după ofertă", RO);
    await page
      .getByRole("complementary", { name: "Pași" })
      .getByRole("button", { name: "Planifică o activitate" })
      .click();
    await panel(page).getByLabel("Rezumat").first().fill("Sună despre ofertă");
    await panel(page).getByLabel("Se încheie singură când fișa merge mai departe").check();
    await page.getByText("Schiță nepublicată · salvată").waitFor();
    await shoot(page, "editor-step");
    await publish(page, RO);
    const dialog = page.getByRole("dialog", { name: "Activează „Apel după ofertă”" });
    await dialog.getByRole("button", { name: "Activează" }).click();
    await page.getByText("Activă", { exact: true }).waitFor();
    const fresh = (await house.api.call("POST records/deal", { title: "Casa Ionescu", stage: "sales/new" }))
      .body.id;
    const calls = async () =>
      (await house.api.call(`GET records/deal/${fresh}/activities`)).body.items.map(
        ({ summary, done }: { summary: string; done: boolean }) => [summary, done],
      );
    while (await runRound(house.api.cadencia.engine, { steps: 10, groups: 10, deliveries: 10 }));
    await expect.poll(calls, PATIENCE).toEqual([["Sună despre ofertă", false]]);
    await house.api.call(`PATCH records/deal/${fresh}`, { stage: "sales/won" });
    await expect.poll(calls, PATIENCE).toEqual([["Sună despre ofertă", true]]);
    await page.close();
  });

  it("a follow-up of mails and texts, put in order by pointer and keyboard, with its real days", async () => {
    const page = await house.visit("/automations");
    await begin(page, "Follow-up");
    const palette = page.getByRole("complementary", { name: "Steps" });
    await palette.getByRole("button", { name: "E-mail" }).click();
    await panel(page).getByLabel("Subject").first().fill("Your offer");
    await panel(page).getByLabel("Text", { exact: true }).fill("Here it is.");
    await panel(page).getByRole("button", { name: "Close" }).click();
    await palette.getByRole("button", { name: "SMS" }).click();
    await panel(page).getByLabel("Text", { exact: true }).fill("Did it arrive?");
    await panel(page).getByText("After a wait").click();
    await panel(page).getByRole("button", { name: "Close" }).click();
    const rail = page.getByRole("region", { name: "Sequence" });
    await palette
      .getByRole("button", { name: "Task", exact: true })
      .dragTo(rail.locator("[data-gap]").first());
    await panel(page)
      .getByRole("textbox", { name: /^Title/u })
      .fill("Close or drop");
    await panel(page).getByText("After a wait").click();
    await panel(page).getByLabel("Wait: number").fill("4");
    await panel(page).getByRole("button", { name: "Close" }).click();
    const order = () =>
      rail.locator("[data-step]").evaluateAll((all) => all.map((one) => one.getAttribute("data-step")));
    expect(await order()).toEqual(["create_task", "send_email", "send_sms"]);
    await rail.getByRole("button", { name: /Close or drop/u }).focus();
    await page.keyboard.press("Space");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Space");
    await page.getByRole("status").filter({ hasText: "Step moved" }).waitFor();
    expect(await order()).toEqual(["send_email", "send_sms", "create_task"]);
    await rail.locator('[data-step="create_task"]').getByText(/day 5/u).waitFor();
    await shoot(page, "editor-sequence");
    await page.keyboard.press("Control+z");
    await expect.poll(order).toEqual(["create_task", "send_email", "send_sms"]);
    await page.keyboard.press("Control+Shift+z");
    await page.getByText(/saved/u).first().waitFor();
    await publish(page);
    await page.getByRole("dialog", { name: "Activate “Follow-up”" }).waitFor();
    const { steps, started_at: start } = await dryRun("follow-up");
    expect(steps.map(({ do: action }: { do: string }) => action)).toEqual([
      "send_email",
      "send_sms",
      "create_task",
    ]);
    expect(Math.round(days(start, steps[1].due))).toBe(1);
    expect(Math.round(days(steps[1].at, steps[2].due))).toBe(4);
    await page.close();
  });
});

describe("an automation with runs under way", () => {
  it("is published after seeing who runs sooner, and they move", async () => {
    const { api } = house;
    await api.call("POST automations", {
      key: "under-way",
      name: "Under way",
      object: "deal",
      trigger: { on: "created" },
      steps: [{ id: "task", wait: { for: "10d" }, do: "create_task", with: { title: "Call" } }],
      active: true,
    });
    const record = (await api.call("POST records/deal", { title: "Solar panels" })).body.id;
    const page = await house.visit("/automations/under-way/sequence");
    await slot(page, "wait: 10 days").click();
    await page.getByRole("dialog").getByLabel("Wait: number").fill("2");
    await page.keyboard.press("Escape");
    await page.getByText("Draft, 1 change · saved").waitFor();
    await page.getByRole("button", { name: "Publish…" }).click();
    const dialog = page.getByRole("dialog", { name: "Publish version 2" });
    await dialog.getByText("1 run is under way").waitFor();
    expect(await dialog.locator("del").first().textContent()).toBe("10");
    await dialog.getByLabel("Move to version 2").check();
    await dialog.getByRole("link", { name: "Solar panels" }).waitFor();
    await shoot(page, "editor-publish");
    expect(await axeFaults(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Publish version" }).click();
    await page.getByText("Version 2", { exact: true }).waitFor();
    const [run] = (await api.call(`GET runs?record=${record}&automation=under-way`)).body.items;
    expect(run.version).toBe(2);
    await page.close();
  });

  it("tells of somebody else's draft, and loses neither", async () => {
    const page = await house.visit("/automations/under-way/sequence");
    await slot(page, "wait: 2 days").click();
    await page.getByRole("dialog").getByLabel("Wait: number").waitFor();
    const definition = { ...(await definitionOf("under-way")), name: "Of Ana" };
    await house.api.call("PUT automations/under-way/draft", { revision: 0, base_version: 2, definition });
    await page.getByRole("dialog").getByLabel("Wait: number").fill("7");
    await page.getByText("edited this draft meanwhile").waitFor();
    await page.keyboard.press("Escape");
    await shoot(page, "editor-conflict");
    await page.getByRole("button", { name: /Take that of/u }).click();
    await page.getByRole("heading", { level: 1, name: "Of Ana" }).waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await slot(page, "wait: 7 days").waitFor();
    await page.getByText("Draft, 1 change · saved").waitFor();
    const kept = (await house.api.call("GET automations/under-way/draft")).body.definition;
    expect(kept.steps[0].wait).toEqual({ for: "7d" });
    await page.close();
  });
});

describe("what is wrong", () => {
  it("stands beside its control, keeps it from being published, and goes when it is mended", async () => {
    const page = await house.visit("/automations");
    await begin(page, "Faulty");
    await page
      .getByRole("complementary", { name: "Steps" })
      .getByRole("button", { name: "Task", exact: true })
      .click();
    await panel(page).getByText("Something is missing here.").first().waitFor();
    await shoot(page, "editor-faults");
    await page.getByRole("button", { name: "Publish automation" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("Not saved. 1 field needs a look.").waitFor();
    expect(await dialog.getByRole("button", { name: "Publish automation" }).isDisabled()).toBe(true);
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await panel(page)
      .getByRole("textbox", { name: /^Title/u })
      .fill("Call");
    await panel(page).getByText("Something is missing here.").first().waitFor({ state: "detached" });
    await page.close();
  });

  it("stands at its line in the text, which is taken over when it is whole", async () => {
    const page = await house.visit("/automations/faulty/yaml");
    const text = page.getByLabel("Definition as YAML");
    const written = await text.inputValue();
    await text.fill(written.replace("create_task", "create_tsk"));
    await page
      .getByText(/Line \d+:/u)
      .first()
      .waitFor();
    await shoot(page, "editor-yaml");
    expect(await page.getByRole("button", { name: "Take over into the draft" }).isDisabled()).toBe(true);
    await text.fill(written.replace("title: Call", "title: Write"));
    await page.getByRole("button", { name: "Take over into the draft" }).click();
    await slot(page, "title: “Write”").waitFor();
    await page.close();
  });
});

it("a reader sees how it works, and no button that does not", async () => {
  const page = await house.visit("/automations/repeat-lead/sequence", { as: "ray" });
  await page.getByText("Create a repeat lead for the owner", { exact: true }).waitFor();
  expect(await page.getByRole("button", { name: /Publish|Activate|Pause|Undo|Add/u }).count()).toBe(0);
  expect(await page.locator("main aside").count()).toBe(0);
  await page.close();
});
