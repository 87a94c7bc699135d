import { describe, expect, it } from "vitest";
import { type Automation, changeAutomation, parseAutomation, printAutomation, stepsOf } from "./index.ts";

const parsed = (input: unknown): Automation => {
  const outcome = parseAutomation(input);
  if (!outcome.ok) throw new Error(outcome.problems[0]?.message);
  return outcome.automation;
};

const notify = (id: string) => ({ id, do: "notify", with: { to: "owner", text: "Hi" } });
const mail = (id: string, to: string | string[] = "customer") => ({
  id,
  do: "send_email",
  with: { to, template: "offer" },
});
const entering = { key: "a", object: "deal", trigger: { enters: { stage: "sales/won" } } };
const pressed = { ...entering, trigger: { manual: true } };

const onReply = (steps: readonly unknown[]): boolean =>
  parsed({ ...entering, steps }).enrollment.exit.on_reply;

describe("the defaults of an automation", () => {
  it("leaves on leaving the filter where the trigger is enters, and never elsewhere", () => {
    expect(parsed({ ...entering, steps: [notify("x")] }).enrollment.exit.leaves).toBe(true);
    expect(parsed({ ...pressed, steps: [notify("x")] }).enrollment.exit.leaves).toBe(false);
  });

  it("leaves on a reply where two or more steps have one that mails the customer", () => {
    expect(onReply([mail("x"), notify("y")])).toBe(true);
    expect(onReply([mail("x", ["owner", "customer"]), notify("y")])).toBe(true);
    expect(onReply([{ branch: [{ else: true, steps: [mail("x")] }] }, notify("y")])).toBe(true);
    expect(onReply([mail("x")])).toBe(false);
    expect(onReply([mail("x", "owner"), notify("y")])).toBe(false);
  });

  it("lets a message be three days late and everything else for ever", () => {
    const { steps } = parsed({
      ...entering,
      steps: [mail("x"), notify("y"), { ...mail("z"), max_late: "1h" }],
    });
    expect(steps.map((step) => ("branch" in step ? undefined : step.max_late))).toEqual(["3d", null, "1h"]);
  });

  it("takes the quiet policy of a text message from its parameters to the step", () => {
    const sms = { id: "x", do: "send_sms", with: { to: "customer", text: "Hi", quiet: "drop" } };
    const [step] = parsed({ ...entering, steps: [sms] }).steps;
    expect(step).toMatchObject({ quiet: "drop", with: { to: "customer", text: "Hi" } });
    expect(step).not.toHaveProperty("with.quiet");
  });

  it("takes freeze of a wait inside until", () => {
    const steps = [{ ...notify("x"), wait: { until: { field: "meeting" }, freeze: true } }];
    expect(parsed({ ...entering, steps }).steps[0]?.wait).toEqual({
      until: { field: "meeting", freeze: true },
    });
  });
});

describe("printing an automation", () => {
  const authored = [
    { ...entering, steps: [notify("x")] },
    { ...entering, name: "A", active: false, on_failure: "stop", steps: [mail("x"), notify("y")] },
    {
      ...entering,
      enrollment: { again: { gap: "30d" }, exit: { leaves: false, on_reply: false } },
      steps: [mail("x"), notify("y")],
    },
    {
      ...pressed,
      when: [["amount", "gt", 5]],
      steps: [
        {
          id: "f",
          branch: [
            { if: ["a", "is", 1], steps: [notify("x")] },
            { else: true, steps: [notify("y")] },
          ],
        },
      ],
    },
  ];

  it.each(authored)("gives back what was written, without what goes without saying (%#)", (input) => {
    expect(printAutomation(parsed(input))).toEqual(input);
  });

  it("drops defaults that were written out", () => {
    const loud = {
      ...entering,
      name: "a",
      active: true,
      enrollment: { again: "every_time", group: null, exit: { leaves: true, when: null } },
      on_failure: "continue",
      steps: [{ ...notify("x"), start: "after" }],
    };
    expect(printAutomation(parsed(loud))).toEqual({ ...entering, steps: [notify("x")] });
  });

  it.each(authored)("means the same when it is read again (%#)", (input) => {
    const first = parsed(input);
    expect(parsed(printAutomation(first))).toEqual(first);
  });
});

describe("stepsOf", () => {
  it("lists every step with the branches and arms that lead to it", () => {
    const inner = { branch: [{ if: ["b", "is", 1], steps: [notify("c")] }] };
    const outer = {
      branch: [
        { if: ["a", "is", 1], steps: [notify("b")] },
        { else: true, steps: [inner] },
      ],
    };
    const { steps } = parsed({ ...entering, steps: [notify("a"), outer, notify("d")] });
    const listed = stepsOf({ steps }).map(({ step, position, index, above }) => ({
      id: step.id,
      position,
      index,
      above: above.map(({ branch, arm }) => ({ branch, arm })),
    }));
    expect(listed).toEqual([
      { id: "a", position: 0, index: [0], above: [] },
      { id: "b", position: 1, index: [1, 0, 0], above: [{ branch: [1], arm: 0 }] },
      {
        id: "c",
        position: 2,
        index: [1, 1, 0, 0, 0],
        above: [
          { branch: [1], arm: 1 },
          { branch: [1, 1, 0], arm: 0 },
        ],
      },
      { id: "d", position: 3, index: [2], above: [] },
    ]);
  });
});

describe("a new version", () => {
  it("replaces whole top-level keys and keeps the rest", () => {
    const before = parsed({ ...entering, name: "A", steps: [notify("x")] });
    const after = changeAutomation(before, { steps: [{ ...notify("y"), do: "notify" }] });
    expect(after.ok && after.automation).toMatchObject({ name: "A", steps: [{ id: "y" }] });
  });

  it("is judged like any other", () => {
    const before = parsed({ ...entering, enrollment: { exit: { leaves: false } }, steps: [notify("x")] });
    expect(changeAutomation(before, { trigger: { manual: true } }).ok).toBe(false);
  });
});
