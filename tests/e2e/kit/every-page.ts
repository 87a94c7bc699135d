import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openHouse, type House, type Language, type Scheme } from "./house.ts";
import { axeFaults, follow, overflow, shoot, show } from "./look.ts";
import { furnish, PLACES, type Furniture } from "./places.ts";

/**
 * Goes through every page in one language, at a desk and on a phone. What axe judges hardly depends on the language:
 * on a phone it is asked in English alone.
 */
export const goThroughEveryPage = (language: Language, schemes: readonly Scheme[]): void => {
  let house: House;
  let furniture: Furniture;
  let page: Page;

  beforeAll(async () => {
    house = await openHouse();
    furniture = await furnish(house);
  });
  afterAll(() => house.close());

  describe("at a desk", () => {
    beforeAll(async () => {
      page = await house.visit("/settings", { language });
    });
    afterAll(() => page.context().close());

    it.each(PLACES)("$name is clean, and fits at 200 % zoom", async ({ name, path }) => {
      await follow(page, path(furniture));
      for (const scheme of schemes) {
        await show(page, scheme);
        await shoot(page, name);
        expect(await axeFaults(page)).toEqual([]);
      }
      // A window of 1440 by 900 in which everything is twice as large.
      await page.setViewportSize({ width: 720, height: 450 });
      expect(await overflow(page)).toBe(0);
      await page.setViewportSize({ width: 1440, height: 900 });
    });
  });

  describe("on a phone", () => {
    beforeAll(async () => {
      const scheme = language === "es" ? "light" : "dark";
      page = await house.visit("/settings", { language, width: 360, height: 740, scheme });
    });
    afterAll(() => page.context().close());

    it.each(PLACES)("$name is clean and scrolls only down", async ({ name, path }) => {
      await follow(page, path(furniture));
      await shoot(page, name);
      expect(await overflow(page)).toBe(0);
      expect(language === "en" ? await axeFaults(page) : []).toEqual([]);
    });
  });
};
