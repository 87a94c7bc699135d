import type { DoStepInput } from "@cadencia/contracts/automation";
import { expect, it } from "vitest";
import { deferralOf } from "./deferral.ts";

const step = (more: Partial<DoStepInput>): DoStepInput => ({
  id: "a",
  do: "post_note",
  with: { text: "x" },
  ...more,
});
const from = (base: string) => ({ base, timeZone: "Europe/Madrid" });
const SATURDAY = "2026-11-21T20:53:00Z";

it("names what the engine held a step for", () => {
  const held = [{ at: SATURDAY, reason: "quiet_hours", detail: null }];
  expect(deferralOf(step({}), { due: SATURDAY, held }, from(SATURDAY))).toEqual({
    kind: "reason",
    code: "quiet_hours",
  });
});

it("names the days where the window waited over a weekend, the hours where it waited for the morning", () => {
  const late = step({ wait: { for: "1d" }, window: { days: "workday", from: "09:00" } });
  const due = "2026-11-23T08:00:00Z";
  expect(deferralOf(late, { due, held: [] }, from(SATURDAY))).toEqual({ kind: "window", code: "workday" });
  const night = step({ window: { from: "09:00" } });
  expect(deferralOf(night, { due: "2026-11-22T08:00:00Z", held: [] }, from("2026-11-22T03:00:00Z"))).toEqual({
    kind: "window",
    code: "hours",
  });
});

it("names nothing where the wait alone says when", () => {
  const plain = step({ wait: { for: "1d" }, window: { days: "workday" } });
  expect(
    deferralOf(plain, { due: "2026-11-24T09:00:00Z", held: [] }, from("2026-11-23T09:00:00Z")),
  ).toBeNull();
  expect(deferralOf(step({ wait: { for: "1d" } }), { due: SATURDAY, held: [] }, from(SATURDAY))).toBeNull();
});
