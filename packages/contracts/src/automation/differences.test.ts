import { describe, expect, test } from "vitest";
import { differencesBetween, parseAutomation, type Automation } from "./index.ts";

const BASE = {
  key: "a",
  name: "Follow-up",
  object: "deal",
  trigger: { enters: { stage: "sales/proposal" } },
  when: [["amount", "gt", 1000]],
  steps: [
    { id: "mail", wait: { for: "1d" }, do: "send_email", with: { to: "customer", subject: "A", text: "x" } },
    { id: "tag", do: "add_tags", with: { tags: ["a"] } },
    { id: "call", wait: { for: "4d" }, do: "create_task", with: { title: "Call" } },
  ],
};

const read = (input: object): Automation => {
  const parsed = parseAutomation(input);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.automation;
};

const between = (left: object, right: object) => differencesBetween(read(left), read(right));
const [MAIL, TAG, CALL] = BASE.steps;

const branch = (amount: number, steps: unknown[]) => ({
  branch: [
    { if: ["amount", "gt", amount], steps },
    { else: true, steps: [{ id: "b", do: "archive" }] },
  ],
});

describe("differencesBetween", () => {
  test("finds none where two say the same in other words", () => {
    const other = { ...BASE, enrollment: { again: "every_time", exit: { leaves: true } }, active: false };
    expect(between(BASE, other)).toEqual([]);
  });

  test("names the parts of the automation that changed, with before and after as they are written", () => {
    const { when: _, ...rest } = BASE;
    const changed = {
      ...rest,
      name: "New",
      folder: "Sales",
      enrollment: { exit: { when: ["amount", "lt", 1] } },
    };
    expect(between(BASE, changed)).toEqual([
      { kind: "changed", step: null, part: "name", before: "Follow-up", after: "New" },
      { kind: "changed", step: null, part: "when", before: [["amount", "gt", 1000]] },
      { kind: "changed", step: null, part: "folder", after: "Sales" },
      { kind: "changed", step: null, part: "enrollment.exit.when", after: ["amount", "lt", 1] },
    ]);
  });

  test("tells of steps by id: taken out, put in, changed down to the parameter, moved", () => {
    const mail = { ...MAIL, wait: { for: "2d" }, with: { to: "customer", subject: "B", text: "x" } };
    const note = { id: "note", do: "post_note", with: { text: "y" } };
    expect(between(BASE, { ...BASE, steps: [CALL, mail, note] })).toEqual([
      { kind: "removed", step: "tag", part: null, before: TAG },
      { kind: "moved", step: "mail", part: null, after: "call" },
      { kind: "changed", step: "mail", part: "wait", before: { for: "1d" }, after: { for: "2d" } },
      { kind: "changed", step: "mail", part: "with.subject", before: "A", after: "B" },
      { kind: "added", step: "note", part: null, after: note },
    ]);
  });

  test("sees a step move into the way of a branch, and a way's condition change", () => {
    const left = { ...BASE, steps: [TAG, branch(10, [CALL]), MAIL] };
    expect(between(left, { ...BASE, steps: [TAG, branch(20, [CALL, MAIL])] })).toEqual([
      {
        kind: "changed",
        step: "branch:1",
        part: "if",
        before: [["amount", "gt", 10], "else"],
        after: [["amount", "gt", 20], "else"],
      },
      { kind: "moved", step: "mail", part: null, before: "b", after: "call" },
    ]);
  });
});
