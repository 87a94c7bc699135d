import { afterAll, beforeAll, expect, it } from "vitest";
import { openHouse, type House } from "./kit/house.ts";
import { axeFaults, overflow, shoot } from "./kit/look.ts";

let house: House;
let path: string;
let deal: string;

const call = async (line: string, body?: unknown) => (await house.api.call(line, body)).body;

beforeAll(async () => {
  house = await openHouse();
  await call("POST records/user", { name: "Ray Read", handle: "ray", role: "read-only" });
  await call("PUT templates/offer", {
    kind: "email",
    subject: { en: "About {{ deal.title }}", ro: "Despre {{ deal.title }}" },
    body: { en: "Hello {{ contact.first_name }}", ro: "Bună {{ contact.first_name }}" },
  });
  const contact = (await call("POST records/contact", { first_name: "Elena", email: "elena@example.test" }))
    .id;
  deal = (await call("POST records/deal", { title: "Hotel Miramar", contact })).id;
  path = `/records/deal/${deal}`;
});
afterAll(() => house.close());

it("a mail is filled from a template, shown as it will be read, and sent once by a double click", async () => {
  const page = await house.visit(path);
  await page.getByText("Mail", { exact: true }).click();
  await page.getByLabel("Template").selectOption("offer");
  const preview = page.getByRole("region", { name: "What the customer gets" });
  await preview.getByText("About Hotel Miramar").waitFor();
  await preview.getByText("Hello Elena").waitFor();
  await shoot(page, "composer");
  expect(await axeFaults(page)).toEqual([]);
  await page.getByRole("button", { name: "Send mail" }).dblclick();
  await page.getByRole("listitem").getByText("Hello Elena").waitFor();
  expect((await call(`GET records/deal/${deal}/messages`)).items).toMatchObject([
    { to: "elena@example.test", subject: "About Hotel Miramar" },
  ]);
});

it("whom no text can reach is told before it is sent, on a narrow screen too", async () => {
  const page = await house.visit(path, { language: "ro", width: 360, scheme: "dark" });
  await page.getByText("SMS", { exact: true }).click();
  await page.getByLabel("Mesaj").fill("Bună");
  await page.getByText("Nu se poate trimite").waitFor();
  await shoot(page, "composer");
  expect(await axeFaults(page)).toEqual([]);
  expect(await overflow(page)).toBe(0);
});

it("a reader is offered no message", async () => {
  const page = await house.visit(path, { as: "ray" });
  await page.getByRole("heading", { name: "Hotel Miramar" }).first().waitFor();
  expect(await page.getByText("SMS", { exact: true }).count()).toBe(0);
});
