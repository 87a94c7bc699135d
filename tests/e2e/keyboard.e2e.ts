import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openHouse, type House } from "./kit/house.ts";
import { keyboardFaults } from "./kit/keyboard.ts";
import { follow } from "./kit/look.ts";
import { furnish, PLACES, type Furniture } from "./kit/places.ts";

let house: House;
let furniture: Furniture;

beforeAll(async () => {
  house = await openHouse();
  furniture = await furnish(house);
});
afterAll(() => house.close());

describe("without a pointer", () => {
  let page: Page;
  beforeAll(async () => {
    page = await house.visit("/settings");
  });
  afterAll(() => page.context().close());

  it.each(PLACES)("everything on $name is come to, and seen where one is", async ({ path }) => {
    await follow(page, path(furniture));
    expect(await keyboardFaults(page)).toEqual([]);
  });
});
