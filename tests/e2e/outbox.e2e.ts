import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keepAwake } from "./kit/awake.ts";
import { openHouse, type House, type Visit } from "./kit/house.ts";
import { shoot } from "./kit/look.ts";
import { workOff } from "./kit/work.ts";

let house: House;

/** Where a mail's picture lies: whoever asks for it tells its sender that somebody looks. */
const sender = createServer((_, response) => {
  looks += 1;
  response.end();
});
let looks = 0;

const htmlOf = (pixel: string): string =>
  `<p>Hola Eva,</p><p>aquí está <b>la oferta</b>.</p><img src="${pixel}"><script>parent.document.title = "x"</script>`;

beforeAll(async () => {
  await once(sender.listen(0, "127.0.0.1"), "listening");
  const pixel = `http://127.0.0.1:${(sender.address() as AddressInfo).port}/pixel.png`;
  house = await openHouse();
  const { api } = house;
  await keepAwake(house);
  await api.call("POST records/user", { name: "Ray Read", handle: "ray", role: "read-only" });
  await api.call("POST records/user", { name: "Ana Pop", handle: "ana", email: "ana@example.test" });
  await api.call("POST automations", {
    key: "offer",
    name: "Offer",
    object: "deal",
    active: true,
    trigger: { on: "created" },
    steps: [
      {
        id: "mail",
        do: "send_email",
        with: {
          to: "customer",
          subject: "La oferta",
          html: htmlOf(pixel),
          text: "Hola Eva, aquí está la oferta.",
        },
      },
      { id: "sms", do: "send_sms", with: { to: "customer", text: "¿Llegó la oferta?" } },
    ],
  });
  for (const [name, number] of [
    ["Eva", 1],
    ["Ion", 2],
    ["Sol", 3],
  ] as const) {
    const contact = (
      await api.call("POST records/contact", {
        first_name: name,
        email: `${name.toLowerCase()}@example.test`,
        phone: `+3460000000${number}`,
        consents: { sms: true },
      })
    ).body.id;
    await api.call("POST records/deal", { title: `Heating ${name}`, contact });
  }
  await api.call("POST password-reset", { email: "ana@example.test" });
  await workOff(house);
});
afterAll(async () => {
  sender.close();
  await house.close();
});

const open = async (visit: Visit = {}, path = "/outbox"): Promise<Page> => {
  const page = await house.visit(path, visit);
  await page.getByRole("link", { name: /sol@example.test/u }).waitFor();
  return page;
};

describe("the outbox", () => {
  it("shows a mail as it is received, without scripts and without the network", async () => {
    const page = await open();
    await page.getByRole("note").getByText("Captured, not sent").waitFor();
    await page.getByRole("link", { name: /eva@example.test/u }).click();
    await page.frameLocator("iframe").getByText("la oferta").waitFor();
    expect(await page.title()).not.toBe("x");
    await page.getByText("Plain text").click();
    await page.getByText("Hola Eva, aquí está la oferta.").waitFor();
    await shoot(page, "outbox-mail");
    expect(looks).toBe(0);
    await page.getByRole("link", { name: "Heating Eva" }).click();
    await page.getByRole("heading", { level: 1, name: "Heating Eva" }).waitFor();
    await page.close();
  });

  it("is narrowed by kind, state and words, walked by keys, and its address says so", async () => {
    const page = await open();
    await page.getByRole("combobox", { name: "Kind" }).selectOption("sms");
    await page.getByRole("link", { name: /\+34600000001/u }).waitFor();
    expect(await page.getByRole("link", { name: /sol@example.test/u }).count()).toBe(0);
    await page.keyboard.press("Escape");
    await page.locator("h1").click();
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await page.getByText("1 segment").waitFor();
    await page.getByRole("combobox", { name: "Kind" }).selectOption("");
    await page.getByRole("searchbox").fill("ion@");
    await page.getByRole("link", { name: /ion@example.test/u }).waitFor();
    await page.getByRole("link", { name: /sol@example.test/u }).waitFor({ state: "detached" });
    expect(page.url()).toContain("text=ion");
    await page.close();
  });

  it("keeps a secret for its recipient alone", async () => {
    const page = await open();
    await page.getByRole("link", { name: /ana@example.test/u }).click();
    await page.getByText("Only its recipient may read this message.").waitFor();
    await page.close();
    const own = await open({ as: "ana" });
    await own.getByRole("link", { name: /ana@example.test/u }).click();
    await own.getByText("password").or(own.getByText("token=")).first().waitFor();
    expect(await own.getByText("Only its recipient may read this message.").count()).toBe(0);
    await own.close();
  });

  it("offers nothing to settle to who only reads", async () => {
    const page = await open({ as: "ray" });
    await page.getByRole("link", { name: /eva@example.test/u }).click();
    await page.frameLocator("iframe").getByText("la oferta").waitFor();
    expect(await page.getByRole("button", { name: /Send again|It went out/u }).count()).toBe(0);
    await page.close();
  });
});
