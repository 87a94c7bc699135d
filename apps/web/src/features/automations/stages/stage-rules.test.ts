import type { AutomationInput } from "@cadencia/contracts/automation";
import { describe, expect, it } from "vitest";
import { bringersOf, entersStage, rulesOf, type Written } from "./stage-rules.ts";

const written = (key: string, trigger: object, steps: readonly object[]): Written => ({
  key,
  name: key,
  isOn: true,
  version: 1,
  isDraft: false,
  definition: { key, object: "deal", trigger, steps } as unknown as AutomationInput,
});
const task = (id: string, rest: object = {}) => ({ id, do: "create_task", with: { title: id }, ...rest });
const onWon = { enters: { stage: "sales/won" } };
const told = (automations: readonly Written[], stage = "sales/won") =>
  rulesOf(automations, stage).map(({ step, span }) => [step.id, span]);

describe("the rules of a stage", () => {
  it("stand in order of time, those that no span decides last", () => {
    const automations = [
      written("late", onWon, [task("half-year", { wait: { for: "6mo" } })]),
      written("dated", onWon, [task("close", { wait: { until: { field: "close_date", offset: "-2d" } } })]),
      written("soon", onWon, [task("at-once"), task("month", { wait: { for: "1mo" } })]),
    ];
    expect(told(automations)).toEqual([
      ["at-once", "0m"],
      ["month", "1mo"],
      ["half-year", "6mo"],
      ["close", null],
    ]);
  });

  it("count from the step above, or from the entry where they are parallel", () => {
    const steps = [
      task("one", { wait: { for: "1d" } }),
      task("five", { wait: { for: "4d" } }),
      task("two", { wait: { for: "2d" }, start: "parallel" }),
      task("eight", { wait: { for: "3d" } }),
    ];
    expect(told([written("sequence", onWon, steps)])).toEqual([
      ["one", "1d"],
      ["two", "2d"],
      ["five", "5d"],
      ["eight", "8d"],
    ]);
  });

  it("are those of each way in which a stage is asked for", () => {
    for (const filter of [
      { stage: "sales/won" },
      ["stage", "is", "won"],
      ["stage", "in", ["sales/lost", "sales/won"]],
      {
        all: [
          ["amount", "gt", 5],
          ["stage", "is", "sales/won"],
        ],
      },
    ])
      expect(entersStage(filter, "sales/won")).toBe(true);
    expect(entersStage({ any: [["stage", "is", "sales/won"]] }, "sales/won")).toBe(false);
    expect(entersStage(["stage", "is_not", "sales/won"], "sales/won")).toBe(false);
  });
});

it("what sets a stage brings records in, unless it hangs on that stage itself", () => {
  const moves = [{ id: "move", do: "set", with: { stage: "sales/won" } }];
  const accepted = written("accepted", { event: "quote.accepted" }, moves);
  const copies = written("copies", { on: "created" }, [
    { id: "copy", do: "copy_deal", with: { pipeline: "sales", stage: "won" } },
  ]);
  const itself = written("itself", onWon, moves);
  expect(bringersOf([accepted, copies, itself], "sales/won")).toEqual([accepted, copies]);
});
