import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openHouse, type House } from "./kit/house.ts";

let house: House;

const call = async (line: string, body?: unknown) => (await house.api.call(line, body)).body;

beforeAll(async () => {
  house = await openHouse();
  await call("POST records/user", { name: "Ray Read", handle: "ray", role: "read-only" });
});
afterAll(() => house.close());

const invite = async (page: Page): Promise<void> => {
  await page.getByRole("button", { name: "Invite a user…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Dan Ilie");
  await dialog.getByLabel("E-mail").fill("dan@northwind.test");
  await dialog.getByRole("button", { name: "Send invitation" }).click();
  await page.getByText("The invitation to dan@northwind.test is on its way.").waitFor();
};

const users = async (): Promise<{ email: string; active: boolean }[]> =>
  (await call("GET records/user")).items;

describe("settings", () => {
  it("tell what the server refuses beside its field, and are saved then", async () => {
    const page = await house.visit("/settings/workspace");
    const place = page.getByRole("region", { name: "Name and place" });
    await place.getByLabel("Name of the workspace").fill("Northwind");
    await place.getByLabel("Address from outside").fill("nonsense");
    await place.getByRole("button", { name: "Save" }).click();
    await place.getByText(/is no address of a web server/u).waitFor();
    expect((await call("GET settings")).name).not.toBe("Northwind");
    await place.getByLabel("Address from outside").fill("https://crm.northwind.test");
    await place.getByRole("button", { name: "Save" }).click();
    await page.getByText("Saved.").waitFor();
    expect(await call("GET settings")).toMatchObject({
      name: "Northwind",
      public_url: "https://crm.northwind.test",
    });
    await page.close();
  });

  it("tell it in the reader's language", async () => {
    const page = await house.visit("/settings/workspace", { language: "es" });
    const place = page.getByRole("region", { name: "Nombre y lugar" });
    await place.getByLabel("Dirección desde fuera").fill("nada");
    await place.getByRole("button", { name: "Guardar" }).click();
    await place.getByText("Esto no es válido.").waitFor();
    expect(await page.getByText(/is no address/u).count()).toBe(0);
    await page.close();
  });

  it.each([
    ["es", "Nuevo tipo de ficha", "Nombre visible", "Ya existe un tipo de ficha «deal»."],
    ["ro", "Tip nou de fișă", "Nume afișat", "Există deja un tip de fișă „deal”."],
  ] as const)("tell in %s why there is to be no second of a kind", async (language, button, label, told) => {
    const page = await house.visit("/settings/objects", { language });
    await page.getByRole("button", { name: button }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel(label).fill("Deal");
    await dialog.getByRole("button", { name: button }).click();
    expect(await dialog.getByRole("alert").textContent()).toBe(told);
    await page.close();
  });

  it("invite a user, who gets a link, and switch them off", async () => {
    const page = await house.visit("/settings/people");
    await invite(page);
    expect((await users()).find(({ email }) => email === "dan@northwind.test")?.active).toBe(true);
    await page.getByRole("switch", { name: "Dan Ilie is active" }).press("Space");
    await expect
      .poll(async () => (await users()).find(({ email }) => email === "dan@northwind.test")?.active)
      .toBe(false);
    await page.close();
  });

  it("make an object of one's own, whose records are listed", async () => {
    const page = await house.visit("/settings/objects");
    await page.getByRole("button", { name: "New object" }).click();
    await page.getByRole("dialog").getByLabel("Label").fill("Visita técnica");
    expect(await page.getByRole("dialog").getByLabel("Key").inputValue()).toBe("visita_tecnica");
    await page.getByRole("dialog").getByRole("button", { name: "New object" }).click();
    await page.getByText("“Visita técnica” is there.").waitFor();
    await page.goto(`${house.address}/objects/visita_tecnica`);
    await page.getByRole("button", { name: /^New/u }).first().click();
    await page.getByRole("dialog").getByLabel("Name").fill("Cubierta norte");
    await page.getByRole("dialog").getByRole("button", { name: /^New/u }).click();
    await page.getByRole("link", { name: "Cubierta norte" }).waitFor();
    expect((await call("GET records/visita_tecnica")).items).toHaveLength(1);
    await page.close();
  });

  it("show a reader their own profile and keys alone", async () => {
    const page = await house.visit("/settings/people", { as: "ray" });
    await page.getByRole("heading", { name: "Me" }).waitFor();
    const sections = page.getByRole("navigation", { name: "Sections" }).getByRole("link");
    expect(await sections.allTextContents()).toEqual(["My profile", "API keys"]);
    await page.close();
  });
});
