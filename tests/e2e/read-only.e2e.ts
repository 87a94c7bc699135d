import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openHouse, type House } from "./kit/house.ts";
import { follow } from "./kit/look.ts";
import { furnish, PLACES, type Furniture } from "./kit/places.ts";

let house: House;
let furniture: Furniture;

/** What changes something, in the words of the pages. */
const ACTS =
  /^(?:new|add|save|create|delete|archive|bring back|edit|stop|run now|retry|send|plan|post|note|finish|set a field|invite|switch|publish|activate|pause|undo|follow|unfollow|mark|done|dry run)/iu;

beforeAll(async () => {
  house = await openHouse();
  furniture = await furnish(house);
  await house.api.call("POST records/user", { name: "Ray Read", handle: "ray", role: "read-only" });
});
afterAll(() => house.close());

/** Buttons that could be pressed and whose names say that they change something. */
const offered = async (page: Page): Promise<string[]> => {
  const names = await page
    .locator('main button:not([disabled]), main [role="switch"]:not([disabled]), main a[role="button"]')
    .evaluateAll((elements) =>
      elements.map((element) => (element.getAttribute("aria-label") ?? element.textContent ?? "").trim()),
    );
  return names.filter((name) => ACTS.test(name));
};

describe("a reader", () => {
  let page: Page;
  const refused: string[] = [];
  beforeAll(async () => {
    page = await house.visit("/settings", { as: "ray" });
    page.on("response", (response) => {
      if (response.status() === 403) refused.push(response.url());
    });
  });
  afterAll(() => page.context().close());

  // Their own profile, and keys of their own, are theirs to change; to a dry run, which only who writes automations may
  // ask for, no page leads them.
  const THEIRS = ["settings-profile", "settings-keys", "record-dry-run"];
  it.each(PLACES.filter(({ name }) => !THEIRS.includes(name)))(
    "is offered nothing on $name that the server would refuse",
    async ({ path }) => {
      refused.length = 0;
      await follow(page, path(furniture));
      // A reader who asks for a page of settings that is not theirs is shown their own profile.
      const isOwn = (await page.getByRole("heading", { name: "Me" }).count()) > 0;
      expect(isOwn ? [] : await offered(page)).toEqual([]);
      expect(refused).toEqual([]);
    },
  );
});
