import { parseAutomation, type Automation } from "@cadencia/contracts/automation";
import { expect, test } from "vitest";
import { alwaysQuiet } from "./always-quiet.ts";
import { capCannotFit } from "./cap-cannot-fit.ts";
import { endsItself } from "./ends-itself.ts";
import { loops } from "./loop.ts";

const automation = (given: object): Automation => {
  const parsed = parseAutomation({
    key: "one",
    object: "deal",
    trigger: { enters: { stage: "sales/new" } },
    ...given,
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.automation;
};
const note = { id: "note", do: "post_note", with: { text: "x" } };
const moves = (stage: string) => ({ id: "move", do: "set", with: { stage } });
const text = (more: object) => ({ id: "sms", do: "send_sms", with: { to: "customer", text: "x" }, ...more });
const mailAfter = (id: string, days: number, more: object = {}) => ({
  id,
  wait: { for: `${days}d` },
  do: "send_email",
  with: { to: "customer", text: "x" },
  ...more,
});
const QUIET = { from: "23:00", to: "07:30" };

test("a step that leaves the stage that the automation enters ends those after it", () => {
  const [warning] = endsItself(automation({ steps: [moves("sales/won"), note] }));
  expect(warning).toEqual({
    field: "steps[0].with.stage",
    code: "ends_itself",
    params: { stage: "sales/won" },
  });
  expect(endsItself(automation({ steps: [note, moves("sales/won")] }))).toEqual([]);
  expect(
    endsItself(automation({ enrollment: { exit: { leaves: false } }, steps: [moves("sales/won"), note] })),
  ).toEqual([]);
});

test("an hour that is always quiet is told, one that reaches out of it is not", () => {
  const at = (window: object) =>
    alwaysQuiet(automation({ steps: [text({ window })] }), QUIET).map(({ field }) => field);
  expect(at({ at: "06:00" })).toEqual(["steps[0].window.at"]);
  expect(at({ at: "07:30" })).toEqual([]);
  expect(at({ from: "23:30" })).toEqual(["steps[0].window"]);
  expect(at({ from: "23:30", to: "07:00" })).toEqual(["steps[0].window"]);
  expect(at({ from: "06:00", to: "08:00" })).toEqual([]);
  const mail = { id: "mail", do: "send_email", with: { to: "customer", text: "x" }, window: { at: "03:00" } };
  expect(alwaysQuiet(automation({ steps: [mail] }), QUIET)).toEqual([]);
});

test("mails beyond the cap that may not wait for the next period are told", () => {
  const over = (steps: object[]) => capCannotFit(automation({ steps }), { max: 1, per: "week" });
  expect(over([mailAfter("a", 1), mailAfter("b", 1)])).toEqual([
    { field: "steps[1].max_late", code: "cap_cannot_fit", params: { max: "1", per: "week", late: "3d" } },
  ]);
  expect(over([mailAfter("a", 1), mailAfter("b", 7)])).toEqual([]);
  expect(over([mailAfter("a", 1), mailAfter("b", 1, { max_late: "8d" })])).toEqual([]);
  expect(capCannotFit(automation({ steps: [mailAfter("a", 1), mailAfter("b", 1)] }), null)).toEqual([]);
});

test("automations that start each other are told by name", () => {
  const welcome = automation({ name: "Welcome", steps: [moves("sales/won")] });
  const back = automation({
    key: "two",
    name: "Assign",
    trigger: { enters: { stage: "sales/won" } },
    steps: [moves("sales/new")],
  });
  expect(loops(welcome, [back])).toEqual([
    { field: "steps", code: "loop", params: { path: "Welcome, Assign, Welcome" } },
  ]);
  expect(loops(welcome, [])).toEqual([]);
});
