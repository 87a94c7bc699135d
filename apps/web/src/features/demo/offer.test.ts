import { describe, expect, it } from "vitest";
import { isUnderWay, nextAct } from "./offer.ts";

const FRESH = {
  automation: { key: "call-after-offer", name: "Call", switched_on: false },
  record: { object: "deal", id: "1", title: "Hotel Miramar", stage: "sales/qualified" },
  stage: "sales/proposal",
  moved: null,
  ran_at: null,
  explained: false,
  closed: false,
};
const on = { ...FRESH, automation: { ...FRESH.automation, switched_on: true } };
const moved = { ...on, moved: { object: "deal", id: "1", title: "Hotel Miramar" } };
const ran = { ...moved, ran_at: "2026-11-24T09:00:00Z" };

describe("the offer of the first start", () => {
  it.each([
    ["turnOn", FRESH],
    ["move", on],
    ["clock", moved],
    ["why", ran],
    [null, { ...ran, explained: true }],
  ] as const)("asks for %s next", (act, offer) => {
    expect(nextAct(offer)).toBe(act);
  });

  it("is at an end when all was done, and when it was put away", () => {
    expect(isUnderWay(moved)).toBe(true);
    expect(isUnderWay({ ...ran, explained: true })).toBe(false);
    expect(isUnderWay({ ...moved, closed: true })).toBe(false);
    expect(isUnderWay(null)).toBe(false);
  });
});
