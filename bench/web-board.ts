/** A board with 10,000 cards in a real Chromium, by hand: node bench/web-board.ts [CARDS]. See README.md. */
import type { Page } from "playwright-core";
import { setup } from "../tests/e2e/kit/build.ts";
import { openHouse, type House } from "../tests/e2e/kit/house.ts";
import { listenForScript } from "../tests/e2e/kit/script-size.ts";
import { machine } from "./table.ts";

const CARDS = Number(process.argv[2] ?? 10_000);
const STAGES = ["new", "qualified", "proposal", "negotiation", "won", "lost"];
/** What one request takes. */
const AT_ONCE = 500;

const fill = async ({ api }: House): Promise<void> => {
  for (let made = 0; made < CARDS; made += AT_ONCE) {
    const create = Array.from({ length: Math.min(AT_ONCE, CARDS - made) }, (_, index) => ({
      title: `Deal ${made + index}`,
      amount: 1000 + made + index,
      stage: `sales/${STAGES[(made + index) % STAGES.length]}`,
    }));
    await api.call("POST records/deal/bulk", { create });
  }
};

// In the page, where there are other globals than here: hence as text.
const WATCH = `
  window.slowest = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.slowest = Math.max(window.slowest, duration);
  }).observe({ type: "event", durationThreshold: 16, buffered: false });
  window.frames = [];
  let last = performance.now();
  const frame = (now) => { window.frames.push(now - last); last = now; requestAnimationFrame(frame); };
  requestAnimationFrame(frame);
`;

/** The longest time from a press or key to what it shows, in milliseconds; 0: all were under 16. */
const slowest = async (page: Page, act: () => Promise<void>): Promise<number> => {
  await page.evaluate("window.slowest = 0");
  await act();
  await page.waitForTimeout(400);
  return page.evaluate<number>("window.slowest");
};

const frames = async (page: Page, act: () => Promise<void>): Promise<readonly number[]> => {
  await page.evaluate("window.frames.length = 0");
  await act();
  const all = await page.evaluate<number[]>("window.frames");
  return all.toSorted((left, right) => left - right);
};

const quantile = (sorted: readonly number[], part: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;

const scroll = async (page: Page): Promise<void> => {
  await page.mouse.move(400, 500);
  for (let turn = 0; turn < 60; turn += 1) {
    await page.mouse.wheel(0, 240);
    await page.waitForTimeout(30);
  }
};

await setup();
const house = await openHouse();
await fill(house);
// A first visit warms the database up, and counts what the measured one must not be told from a cache.
await (await house.visit("/pipelines/sales")).waitForSelector("section[data-stage] a");
const page = await house.visit("/api/v1/session");
const scriptOf = listenForScript(page);
await page.goto(`${house.address}/pipelines/sales`);
await page.waitForSelector("section[data-stage] a");
const script = await scriptOf();
const painted = await page.evaluate<number>(
  "performance.getEntriesByName('first-contentful-paint')[0].startTime",
);
await page.evaluate(WATCH);
const card = page.locator('section[data-stage="new"] a').first();
const click = await slowest(page, async () => {
  await page.locator('section[data-stage="new"]').getByRole("button", { name: /^Move/u }).first().click();
  await page.keyboard.press("Escape");
});
const keys = await slowest(page, async () => {
  await card.focus();
  for (const key of ["Space", "ArrowRight", "ArrowRight", "Escape", "ArrowDown", "ArrowDown"])
    await page.keyboard.press(key);
});
const dragged = await frames(page, () => card.dragTo(page.locator('section[data-stage="proposal"]')));
const scrolled = await frames(page, () => scroll(page));

console.log(machine());
console.table({
  cards: CARDS,
  "script, KiB gzip": Math.round(script),
  "first contentful paint, ms": Math.round(painted),
  "slowest click, ms": Math.round(click),
  "slowest key, ms": Math.round(keys),
  "frames while dragging, ms: median, 95 %, longest": [0.5, 0.95, 1]
    .map((part) => Math.round(quantile(dragged, part)))
    .join(", "),
  "frames while scrolling, ms: median, 95 %, longest": [0.5, 0.95, 1]
    .map((part) => Math.round(quantile(scrolled, part)))
    .join(", "),
});
await house.close();
