import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openHouse, type House } from "./kit/house.ts";
import { axeFaults, shoot } from "./kit/look.ts";

/** Pages answer in real time. */
const PATIENCE = { timeout: 15_000 };

let house: House;

const call = async (line: string, body?: unknown) => (await house.api.call(line, body)).body;
const categories = async (): Promise<Record<string, string>> => {
  const { items } = await call("GET records/contact?limit=500&include_archived=true");
  return Object.fromEntries(items.map((one: { name: string; category: string }) => [one.name, one.category]));
};

beforeAll(async () => {
  house = await openHouse();
  const company = (await call("POST records/company", { name: "Hotel Miramar SRL" })).id;
  await call("POST records/contact/bulk", {
    create: Array.from({ length: 240 }, (_, index) => ({
      first_name: `Person${String(index).padStart(3, "0")}`,
      last_name: "Pop",
      email: `p${index}@northwind.test`,
      category: index % 3 === 0 ? "gold" : "standard",
      ...(index === 0 ? { company } : {}),
    })),
  });
});
afterAll(() => house.close());

describe("the list of contacts", () => {
  it("is ordered, searched and scrolled beyond what a page holds; what is shown stands in the address", async () => {
    const page = await house.visit("/contacts");
    await page.getByRole("heading", { name: "Contacts 240" }).waitFor();
    await page.getByRole("button", { name: "Name" }).click();
    await page.getByRole("button", { name: "Name" }).click();
    await page.getByRole("link", { name: "Person239 Pop" }).waitFor();
    expect(page.url()).toContain("sort=-name");
    await page.getByRole("region", { name: "Contacts" }).hover();
    await page.mouse.wheel(0, 3500);
    await page.getByRole("link", { name: "Person139 Pop" }).waitFor();
    await page.getByRole("searchbox", { name: "Search in Contacts" }).fill("person007");
    await page.getByRole("heading", { name: "Contacts 1" }).waitFor();
    await page.getByRole("link", { name: "Person007 Pop" }).waitFor();
    expect(page.url()).toContain("text=person007");
    await page.close();
  });

  it("takes a new contact, and tells at the field what is refused", async () => {
    const page = await house.visit("/contacts?sort=name&text=zamfir");
    await page.keyboard.press("n");
    await page.getByRole("button", { name: "New contact" }).first().click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("First name").fill("Zamfir");
    await dialog.getByLabel("Last name").fill("Ilie");
    await dialog.getByRole("button", { name: "New contact" }).click();
    await page.getByRole("link", { name: "Zamfir Ilie" }).waitFor();
    expect(await page.getByRole("dialog").count()).toBe(0);
    await page.close();
  });

  it("is walked, selected and changed by keys; many change at once, and back by Undo", async () => {
    const page = await house.visit("/contacts?sort=name");
    await page.getByRole("link", { name: "Person000 Pop" }).waitFor();
    for (const key of ["j", "x", "j", "x"]) await page.keyboard.press(key);
    await page.getByText("2 selected").waitFor();
    await page.getByRole("button", { name: "Set a field…" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("combobox", { name: "Field" }).click();
    await page.getByRole("option", { name: "Category" }).click();
    await dialog.getByRole("combobox", { name: "Category" }).click();
    await page.getByRole("option", { name: "VIP" }).click();
    await shoot(page, "list-set-field");
    expect(await axeFaults(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Set for 2 records" }).click();
    await page.getByText("2 records changed.").waitFor();
    expect(await categories()).toMatchObject({ "Person000 Pop": "vip", "Person001 Pop": "vip" });
    await page.getByRole("button", { name: "Undo" }).click();
    await expect
      .poll(categories, PATIENCE)
      .toMatchObject({ "Person000 Pop": "gold", "Person001 Pop": "standard" });
    await page.getByRole("link", { name: "Person000 Pop" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Person000 Pop" }).waitFor();
    await page.close();
  });

  it("archives what is selected, and brings it back", async () => {
    const page = await house.visit("/contacts?sort=name&text=person05");
    await page.getByRole("checkbox", { name: "Select 10 rows" }).check();
    await page.getByRole("button", { name: "Archive 10" }).click();
    await page.getByText("10 records changed.").waitFor();
    await page.getByText("No results. Remove a filter to see more.").waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    const back = () => page.getByRole("link", { name: /^Person05/u }).count();
    await expect.poll(back, PATIENCE).toBe(10);
    await page.close();
  });
});
