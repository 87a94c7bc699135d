import type { WhyPayload } from "@cadencia/contracts/api";
import type { Explanation } from "@cadencia/core/filter";
import { describe, expect, it } from "vitest";
import { checklistOf, nearestChange } from "./checklist.ts";

const condition = (field: string, holds: boolean): Explanation => ({
  kind: "condition",
  holds,
  field,
  operator: "is",
  expected: "gold",
  actual: "silver",
});
const group = (kind: "all" | "any", holds: boolean, ...children: Explanation[]): Explanation => ({
  kind,
  holds,
  children,
});

type Occasion = WhyPayload["occasions"][number];

const answer = (occasion: Partial<Occasion> | null, state: "active" | "inactive" = "active"): WhyPayload => ({
  automation: { key: "a", name: "A", state, version: 1, activated_at: null, deactivated_at: null },
  object: "deal",
  record: "r",
  now: {
    at: "2026-01-01T00:00:00Z",
    outcome: "ready",
    detail: null,
    conditions: null,
    when: null,
    next_at: null,
  },
  runs: [],
  occasions:
    occasion === null
      ? []
      : [
          {
            at: "2026-01-01T00:00:00Z",
            source: "save",
            save: null,
            version: 1,
            happened: true,
            outcome: "condition_false",
            detail: null,
            filter: "when",
            conditions: condition("category", false),
            run: null,
            ...occasion,
          },
        ],
  nearest: occasion === null ? null : 0,
  next: null,
});

const states = (given: WhyPayload) => checklistOf(given).checks.map(({ state }) => state);

describe("why an automation did not run", () => {
  it("stops at the first ring: what came later nobody looked at", () => {
    expect(states(answer({}))).toEqual(["yes", "yes", "no", "unseen"]);
    expect(states(answer({ outcome: "already_member", happened: false }))).toEqual([
      "yes",
      "no",
      "unseen",
      "unseen",
    ]);
    expect(states(answer({ outcome: "already_ran" }))).toEqual(["yes", "yes", "yes", "no"]);
  });

  it("begins with whether it was switched on", () => {
    expect(states(answer({ outcome: "before_activation" }))).toEqual(["no", "unseen", "unseen", "unseen"]);
    expect(states(answer(null, "inactive"))[0]).toBe("no");
  });

  it("takes an entry filter that did not hold for a trigger that did not happen", () => {
    expect(states(answer({ filter: "enters", happened: false }))).toEqual(["yes", "no", "unseen", "unseen"]);
  });

  it("says that nothing stands in its way where only the trigger is missing", () => {
    expect(checklistOf(answer(null)).ready).toBe(true);
  });
});

describe("the nearest change", () => {
  it("is every failing condition of all, and the shortest way of any", () => {
    const near = nearestChange(
      group(
        "all",
        false,
        condition("kept", true),
        condition("one", false),
        group(
          "any",
          false,
          group("all", false, condition("x", false), condition("y", false)),
          condition("z", false),
        ),
      ),
    );
    expect(near.map(({ field }) => field)).toEqual(["one", "z"]);
  });
});
