import { describe, expect, it } from "vitest";
import { parseAutomation } from "./index.ts";

const step = { id: "x", do: "notify", with: { to: "owner", text: "Hi" } };
const automation = { key: "a", object: "deal", trigger: { enters: { stage: "sales/won" } }, steps: [step] };

const withoutObject = { key: "a", trigger: automation.trigger, steps: [step] };

const messagesOf = (input: unknown): readonly string[] => {
  const parsed = parseAutomation(input, ["automations", 0]);
  return parsed.ok ? [] : parsed.problems.map(({ message }) => message);
};

const withStep = (changes: object) => ({ ...automation, steps: [{ ...step, ...changes }] });
const withTrigger = (trigger: unknown) => ({ ...automation, trigger });
const withAction = (action: string, parameters: unknown) => withStep({ do: action, with: parameters });

describe("what a mistake in an automation's shape is answered with", () => {
  it.each<[string, unknown, string]>([
    [
      "a mistyped key",
      { ...automation, stpes: 1 },
      'unknown key "stpes" in automations[0]; did you mean "steps"?',
    ],
    ["a missing key", withoutObject, 'missing "object" in automations[0]'],
    ["no mapping", 5, "automations[0] must be an automation, not the number 5"],
    [
      "no trigger kind",
      withTrigger({}),
      'automations[0].trigger needs "on", "enters", "date", "event", "schedule", "idle" or "manual" to be a trigger',
    ],
    [
      "a mistyped trigger",
      withTrigger({ entres: { stage: "a/b" } }),
      'unknown key "entres" in automations[0].trigger; did you mean "enters"?',
    ],
    [
      "two triggers",
      withTrigger({ on: "saved", enters: { stage: "a/b" } }),
      'automations[0].trigger has both "on" and "enters"; exactly one of them is allowed',
    ],
    [
      "fields without on",
      withTrigger({ enters: { stage: "a/b" }, fields: ["x"] }),
      '"fields" in automations[0].trigger is not allowed with "enters", only with "on"',
    ],
    [
      "before without on",
      withTrigger({ manual: true, before: ["a", "is", 1] }),
      '"before" in automations[0].trigger is not allowed with "manual", only with "on"',
    ],
    [
      "match without event",
      withTrigger({ on: "saved", match: ["a", "is", 1] }),
      '"match" in automations[0].trigger is not allowed with "on", only with "event"',
    ],
    [
      "a mistyped save",
      withTrigger({ on: "creatd" }),
      '"creatd" at automations[0].trigger.on is not one of the choices (created, updated, saved, deleted, archived or unarchived); did you mean "created"?',
    ],
    [
      "a stage without pipeline",
      withTrigger({ enters: { stage: "won" } }),
      '"won" at automations[0].trigger.enters.stage is not a stage; write pipeline/stage, such as sales/won',
    ],
    [
      "a mistyped group",
      withTrigger({ enters: { al: [1] } }),
      'unknown key "al" in automations[0].trigger.enters; did you mean "all"?',
    ],
    [
      "an empty group",
      withTrigger({ enters: { all: [] } }),
      "automations[0].trigger.enters.all needs at least 1 entry",
    ],
    [
      "a filter that is none",
      { ...automation, when: 5 },
      "automations[0].when must be a filter, not the number 5; write [field, operator, value], {all: […]}, {any: […]} or {not: …}",
    ],
    [
      "manual: false",
      withTrigger({ manual: false }),
      "automations[0].trigger.manual must be true, not false",
    ],
    [
      "an hour no day has",
      withTrigger({ date: { field: "x", at: "25:61" } }),
      '"25:61" at automations[0].trigger.date.at is not a time of day; write HH:MM, such as "09:00"',
    ],
    ["no steps", { ...automation, steps: [] }, "automations[0].steps needs at least 1 entry"],
    [
      "steps that are none",
      { ...automation, steps: { a: 1 } },
      "automations[0].steps must be a list of steps, not a mapping",
    ],
    [
      "an unknown action",
      withStep({ do: "send_mail" }),
      '"send_mail" at automations[0].steps[0].do is not one of the choices; did you mean "send_email"?',
    ],
    [
      "a step without action",
      { ...automation, steps: [{ id: "x" }] },
      'automations[0].steps[0] needs "branch" or "do" to be a step',
    ],
    ["a missing parameter", withAction("send_email", {}), 'missing "to" in automations[0].steps[0].with'],
    [
      "a mistyped parameter",
      withAction("notify", { to: "owner", txt: "x" }),
      'unknown key "txt" in automations[0].steps[0].with; did you mean "text"?',
    ],
    [
      "missing parameters",
      { ...automation, steps: [{ id: "x", do: "set" }] },
      'missing "with" in automations[0].steps[0]',
    ],
    [
      "a number for a text",
      withAction("notify", { to: "owner", text: 5 }),
      "automations[0].steps[0].with.text must be a text, not the number 5; put it in quotes",
    ],
    [
      "a key of a branch in a step",
      { ...automation, steps: [{ id: "x", do: "archive", branch: [{ else: true, steps: [step] }] }] },
      'automations[0].steps[0] has both "branch" and "do"; exactly one of them is allowed',
    ],
    [
      "a mistyped wait",
      withStep({ wait: { fro: "1d" } }),
      'unknown key "fro" in automations[0].steps[0].wait; did you mean "for"?',
    ],
    [
      "a duration in words",
      withStep({ wait: { for: "1 day" } }),
      '"1 day" at automations[0].steps[0].wait.for is not a duration; write a number and m, h, d, w, mo, y, bd or bh, such as 3d',
    ],
    [
      "two waits",
      withStep({ wait: { for: "1d", event: "message.received" } }),
      'automations[0].steps[0].wait has both "for" and "event"; exactly one of them is allowed',
    ],
    [
      "timeout without event",
      withStep({ wait: { for: "1d", timeout: "1d" } }),
      '"timeout" in automations[0].steps[0].wait is not allowed with "for", only with "event"',
    ],
    [
      "at and from",
      withStep({ window: { at: "09:00", from: "08:00" } }),
      'automations[0].steps[0].window has both "at" and "from"; "at" is exactly that hour, "from" is not before that hour',
    ],
    [
      "an empty window",
      withStep({ window: {} }),
      "automations[0].steps[0].window needs at least one of days, from, to, at and calendar",
    ],
    [
      "mistyped days",
      withStep({ window: { days: "workdays" } }),
      '"workdays" at automations[0].steps[0].window.days is not one of the choices (any, workday or weekend); did you mean "workday"?',
    ],
    [
      "a mistyped day",
      withStep({ window: { days: ["mon", "tu"] } }),
      '"tu" at automations[0].steps[0].window.days[1] is not one of the choices (mon, tue, wed, thu, fri, sat or sun); did you mean "tue"?',
    ],
    [
      "a mistyped enrollment",
      { ...automation, enrollment: { again: "everytime" } },
      '"everytime" at automations[0].enrollment.again is not one of the choices (every_time or once); did you mean "every_time"?',
    ],
    [
      "a gap without unit",
      { ...automation, enrollment: { again: { gap: "30" } } },
      '"30" at automations[0].enrollment.again.gap is not a duration; write a number and m, h, d, w, mo, y, bd or bh, such as 3d',
    ],
    [
      "a truth in words",
      { ...automation, active: "yes" },
      'automations[0].active must be true or false, not the text "yes"',
    ],
    [
      "a bad key",
      { ...automation, key: "A b" },
      '"A b" at automations[0].key is not a key; write lower-case letters, digits and -',
    ],
    [
      "a mistyped else",
      { ...automation, steps: [{ branch: [{ els: true, steps: [step] }] }] },
      'unknown key "els" in automations[0].steps[0].branch[0]; did you mean "else"?',
    ],
    [
      "a deep mistake",
      { ...automation, steps: [{ branch: [{ else: true, steps: [{ ...step, quite: "drop" }] }] }] },
      'unknown key "quite" in automations[0].steps[0].branch[0].steps[0]; did you mean "quiet"?',
    ],
    [
      "a due of no form",
      withAction("create_task", { title: "T", due: { feild: "x" } }),
      'unknown key "feild" in automations[0].steps[0].with.due; did you mean "field"?',
    ],
    [
      "half an A/B template",
      withAction("send_email", { to: "x", template: { a: "m" } }),
      'missing "b" in automations[0].steps[0].with.template',
    ],
  ])("%s", (_, input, message) => {
    expect(messagesOf(input)).toEqual([message]);
  });
});

describe("what contradicts itself in an automation", () => {
  const branch = (ways: readonly object[]) => ({ ...automation, steps: [{ branch: ways }] });
  it.each<[string, unknown, string]>([
    [
      "two steps of one id",
      { ...automation, steps: [step, step] },
      'automation "a" has two steps with the id "x"',
    ],
    [
      "a way below else",
      branch([
        { else: true, steps: [step] },
        { if: ["a", "is", 1], steps: [{ ...step, id: "y" }] },
      ]),
      'the branch at step 1 of automation "a" has ways below its "else"; "else" must be the last',
    ],
    [
      "leaves without enters",
      { ...withTrigger({ manual: true }), enrollment: { exit: { leaves: true } } },
      'automation "a" has "exit.leaves", which is allowed only with the trigger "enters"',
    ],
    [
      "find without webhook",
      withTrigger({ event: "quote.sent", find: { field: "a", payload: "b" } }),
      'automation "a" has "find" on "quote.sent"; it is allowed only with "webhook.received"',
    ],
    [
      "an hour of an hour",
      withTrigger({ date: { field: "x", offset: "-2h", at: "09:00" } }),
      'automation "a" has "at" with the offset -2h; it is allowed only with d, w, mo, y or bd',
    ],
    [
      "an unknown event",
      withTrigger({ event: "mesage.received" }),
      'unknown event "mesage.received" in automation "a"; did you mean "message.received"?',
    ],
    [
      "an unknown event to wait for",
      withStep({ wait: { event: "quote.sended" } }),
      'unknown event "quote.sended" in step "x" of automation "a"; did you mean "quote.sent"?',
    ],
    [
      "a message without content",
      withAction("send_sms", { to: "customer" }),
      'step "x" of automation "a" (send_sms) needs a template or a text of its own (text)',
    ],
    [
      "a message with two contents",
      withAction("notify", { to: "owner", template: "m", text: "x" }),
      'step "x" of automation "a" (notify) has both a template and text; give one or the other',
    ],
    [
      "a plan without lines",
      { ...automation, steps: [{ id: "x", do: "plan_activities" }] },
      'step "x" of automation "a" (plan_activities) needs a plan or lines',
    ],
    [
      "nothing to set",
      withAction("set", {}),
      'step "x" of automation "a" (set) needs at least one field to set',
    ],
    [
      "increment of nothing",
      withAction("set", { increment: "score" }),
      'step "x" of automation "a" (set) needs a mapping from fields to values in "increment"',
    ],
    [
      "work on a deleted record",
      { ...withTrigger({ on: "deleted" }), steps: [{ id: "x", do: "archive" }] },
      'step "x" of automation "a" cannot archive: it needs a record, and "on: deleted" leaves none',
    ],
    [
      "a copy into its own stage",
      withAction("copy_deal", { stage: "won" }),
      'step "x" of automation "a" copies the deal into sales/won, the very stage that starts the automation',
    ],
  ])("%s", (_, input, message) => {
    expect(messagesOf(input)).toEqual([message]);
  });

  it("allows on: deleted what needs no record", () => {
    expect(messagesOf(withTrigger({ on: "deleted" }))).toEqual([]);
  });

  it("says where each problem stands", () => {
    const parsed = parseAutomation({ ...automation, steps: [step, { ...step, if: 5 }] }, ["automations", 3]);
    expect(parsed.ok ? [] : parsed.problems.map(({ path }) => path)).toEqual([
      ["automations", 3, "steps", 1, "if"],
    ]);
  });
});
