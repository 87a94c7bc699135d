import { mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const SCREENSHOTS = resolve(import.meta.dirname, "../../../dist/screenshots");

/** What is on the way to another colour has arrived; what never ends does not count. */
const rested = (page: Page): Promise<void> =>
  page.evaluate(`Promise.all(
    document.getAnimations()
      .filter((animation) => Number.isFinite(animation.effect?.getComputedTiming().endTime ?? 0))
      .map((animation) => animation.finished.catch(() => undefined)),
  ).then(() => undefined)`);

/** What axe has against the page as it is, one line a rule with the first element that breaks it. */
export const axeFaults = async (page: Page): Promise<string[]> => {
  // As the debugger, for the page lets no foreign script in.
  await page.evaluate(await readFile(AXE, "utf8"));
  await rested(page);
  const found = (await page.evaluate("axe.run(document, { resultTypes: ['violations'] })")) as AxeResults;
  return found.violations.map(
    ({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ""} (${nodes[0]?.failureSummary ?? ""})`,
  );
};

/** `dist/screenshots/<language>/<page>-<scheme>-<width>.png`, for people to look at. */
export const shoot = async (page: Page, name: string): Promise<void> => {
  const language = await page.evaluate<string>("document.documentElement.lang");
  const scheme = await page.evaluate<string>("document.documentElement.dataset.mantineColorScheme");
  const path = join(SCREENSHOTS, language, `${name}-${scheme}-${page.viewportSize()?.width ?? 0}.png`);
  await mkdir(dirname(path), { recursive: true });
  await rested(page);
  await page.screenshot({ path });
};

const LOADING = '.mantine-Skeleton-root, .mantine-Loader-root, [role="status"][aria-label]';

/** Everything that the page waits for is there: nothing says that it loads, and its letters are drawn. */
export const settled = async (page: Page): Promise<void> => {
  await page.locator("main h1, main h2, main p").first().waitFor();
  await page.locator(LOADING).first().waitFor({ state: "detached" });
  await page.evaluate("document.fonts.ready.then(() => undefined)");
};

/** To another page as a link leads there: what is loaded stays loaded. */
export const follow = async (page: Page, path: string): Promise<void> => {
  await page.evaluate(`history.pushState(null, "", ${JSON.stringify(path)})`);
  await settled(page);
};

/** As when the reader's system changes from day to night. */
export const show = async (page: Page, scheme: "light" | "dark"): Promise<void> => {
  await page.emulateMedia({ colorScheme: scheme });
  await page.locator(`html[data-mantine-color-scheme="${scheme}"]`).waitFor({ state: "attached" });
};

/** By how many pixels the page is wider than its window; 0 where nobody has to scroll sideways. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
