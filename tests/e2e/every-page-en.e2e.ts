import { expect, it } from "vitest";
import { PAGE_PATHS, pagePathOf } from "../../apps/web/src/app/page-paths.ts";
import { goThroughEveryPage } from "./kit/every-page.ts";
import { NOTHING, PLACES } from "./kit/places.ts";

it("no page of the app is left out", () => {
  const seen = new Set(
    PLACES.map(({ path }) => pagePathOf(new URL(path(NOTHING), "http://cadencia.test").pathname)),
  );
  expect(PAGE_PATHS.filter((path) => !seen.has(path))).toEqual([]);
});

goThroughEveryPage("en", ["light", "dark"]);
