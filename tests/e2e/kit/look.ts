import { mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const SCREENSHOTS = resolve(import.meta.dirname, "../../../dist/screenshots");

/** What axe has against the page as it is, one line a rule with the first element that breaks it. */
export const axeFaults = async (page: Page): Promise<string[]> => {
  // As the debugger, for the page lets no foreign script in.
  await page.evaluate(await readFile(AXE, "utf8"));
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
  await page.screenshot({ path });
};

/** By how many pixels the page is wider than its window; 0 where nobody has to scroll sideways. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
