import { expect, test } from "vitest";
import { DEFAULT_SETTINGS, type WorkspaceSettings } from "../../../platform/workspace/index.ts";
import { buildWorkspace } from "../testing/workspace.ts";
import { giveBackSmsCredits, reserveSmsCredits, smsCost } from "./credits.ts";
import { readCredits } from "./credits.repo.ts";

const limited = (credits: number, price = 1): WorkspaceSettings => ({
  ...DEFAULT_SETTINGS,
  sms: { ...DEFAULT_SETTINGS.sms, credits, price },
});

test("a text costs its segments times the price; nothing where there is no limit", () => {
  expect(smsCost(3, limited(10, 0.1))).toBe("0.3");
  expect(smsCost(3, DEFAULT_SETTINGS)).toBeNull();
});

test("credits are reserved in order as far as they reach, exactly, by many workers at once", async () => {
  const home = await buildWorkspace();
  try {
    const settings = limited(10);
    const reserve = (costs: readonly string[]) => home.inTx((tx) => reserveSmsCredits(tx, costs, settings));
    const left = () => home.inTx((tx) => readCredits(tx, "sms"));
    const granted = await Promise.all(Array.from({ length: 15 }, () => reserve(["1"])));
    expect(granted.flat().filter(Boolean)).toHaveLength(10);
    expect(await left()).toBe("0");
    await home.inTx((tx) => giveBackSmsCredits(tx, "3"));
    expect(await reserve(["2", "2", "1"])).toEqual([true, false, true]);
    expect(await left()).toBe("0");
  } finally {
    await home.close();
  }
});
