import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openHouse, type House } from "./kit/house.ts";
import { axeFaults, shoot } from "./kit/look.ts";

let house: House;
let path = "";

const fresh = async (): Promise<string> =>
  `/records/deal/${(await house.api.call("POST records/deal", { title: "Boiler" })).body.id}/files`;

beforeAll(async () => {
  house = await openHouse();
  await house.api.call("POST records/user", { name: "Ray Read", handle: "ray", role: "read-only" });
  path = await fresh();
});
afterAll(() => house.close());

const choose = async (page: Page, button: string, file: { name: string; buffer: Buffer }): Promise<void> => {
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: button }).click();
  await (await chooser).setFiles({ mimeType: "text/plain", ...file });
};

const dropOn = async (page: Page, name: string): Promise<void> => {
  const data = await page.evaluateHandle(
    `(() => { const data = new DataTransfer(); data.items.add(new File(["dropped"], ${JSON.stringify(name)})); return data; })()`,
  );
  const zone = page.getByRole("tabpanel");
  for (const event of ["dragover", "drop"])
    await zone.locator(":scope > div").dispatchEvent(event, { dataTransfer: data });
};

it("files are added by button and by dropping, downloaded as they were, and deleted", async () => {
  const page = await house.visit(path);
  await page.getByText("No files yet.").waitFor();
  await choose(page, "Add files", { name: "Oferta 2.txt", buffer: Buffer.from("3,200 EUR") });
  const link = page.getByRole("link", { name: "Oferta 2.txt" });
  await link.waitFor();
  await page.getByText("9 byte").waitFor();
  const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
  expect(download.suggestedFilename()).toBe("Oferta 2.txt");
  await dropOn(page, "plan.dwg");
  await page.getByRole("link", { name: "plan.dwg" }).waitFor();
  await choose(page, "Add files", { name: "film.mp4", buffer: Buffer.alloc(11 * 1024 * 1024) });
  await page.getByRole("alert").filter({ hasText: "a file may have up to 10 MB" }).waitFor();
  expect(await axeFaults(page)).toEqual([]);
  await page.getByRole("button", { name: "Leave out “film.mp4”" }).click();
  await page.getByRole("button", { name: "Delete “plan.dwg”" }).click();
  await page.getByText("cannot be brought back").waitFor();
  await page.getByRole("button", { name: "Delete file" }).click();
  await page.getByRole("link", { name: "plan.dwg" }).waitFor({ state: "detached" });
  await shoot(page, "files");
  await page.close();
});

it("what a lost connection held up is added once when it is tried again", async () => {
  const page = await house.visit(await fresh());
  await page.route("**/files?name=*", (route) => route.abort());
  await choose(page, "Add files", { name: "late.txt", buffer: Buffer.from("late") });
  await page.getByRole("alert").filter({ hasText: "No connection" }).waitFor();
  await page.unroute("**/files?name=*");
  await page.getByRole("button", { name: "Try “late.txt” again" }).click();
  await page.getByRole("link", { name: "late.txt" }).waitFor();
  expect(await page.getByRole("link", { name: "late.txt" }).count()).toBe(1);
  await page.close();
});

it("a dialog tells a lost connection as such, and does what it asks about once it is back", async () => {
  const page = await house.visit(await fresh());
  await choose(page, "Add files", { name: "old.txt", buffer: Buffer.from("old") });
  await page.getByRole("button", { name: "Delete “old.txt”" }).click();
  await page.route("**/files/*", (route) => route.abort());
  await page.getByRole("button", { name: "Delete file" }).click();
  expect(await page.getByRole("dialog").getByRole("alert").textContent()).toContain("No connection");
  await page.unroute("**/files/*");
  await page.getByRole("button", { name: "Delete file" }).click();
  await page.getByRole("link", { name: "old.txt" }).waitFor({ state: "detached" });
  await page.close();
});

it("a reader downloads and is offered nothing else", async () => {
  const page = await house.visit(path, { as: "ray" });
  await page.getByRole("link", { name: "Oferta 2.txt" }).waitFor();
  expect(await page.getByRole("tabpanel").getByRole("button").count()).toBe(0);
  await page.close();
});
