import { describe, expect, it } from "vitest";
import { printProblem } from "../problems/index.ts";
import { parseScenario } from "./index.ts";

const FRAME = "scenario: S\nstart: 2026-06-01T10:00\nuntil: 2026-06-30T00:00\nexpect: []\n";

const problemsOf = (text: string): readonly string[] => {
  const parsed = parseScenario(text, "a.yaml");
  return parsed.ok ? [] : parsed.problems.map((problem) => printProblem(problem, "a.yaml"));
};

const scenarioOf = (text: string) => {
  const parsed = parseScenario(text, "a.yaml");
  if (!parsed.ok) throw new Error(parsed.problems[0]?.message);
  return parsed.scenario;
};

describe("what a mistake in a scenario file is answered with", () => {
  it.each([
    ["users: {ana: {nmae: Ana}}", 'unknown key "nmae" in users.ana; did you mean "name"?'],
    ["recrods: {}", 'unknown key "recrods" in the scenario; did you mean "records"?'],
    [
      "users: {2x: {}}",
      '"2x" in users is not a name; write letters, digits, _ and -, not beginning with a digit',
    ],
    ["workspace: {locale: fr}", '"fr" at workspace.locale is not one of the choices; use en, es or ro'],
    [
      "workspace: {holidays: [2026-02-30]}",
      '"2026-02-30" at workspace.holidays[0] is a day that the calendar does not have',
    ],
    [
      "workspace: {holidays: Spain}",
      '"Spain" at workspace.holidays is not a country code or a list of days; write two capital letters, such as ES, or days such as [2026-06-01]',
    ],
    [
      "workspace: {timezone: Europe/Madird}",
      'unknown time zone "Europe/Madird" at workspace.timezone; did you mean "Europe/Madrid"?',
    ],
    [
      'workspace: {business_hours: {days: [mon], from: 9, to: "18:00"}}',
      "workspace.business_hours.from must be a time of day, not the number 9; put it in quotes",
    ],
    ["pipelines: {sales: {object: deal, stages: []}}", "pipelines.sales.stages needs at least 1 entry"],
    [
      "fields: {deal: {serial: nmuber}}",
      '"nmuber" at fields.deal.serial is not one of the choices; did you mean "number"?',
    ],
    [
      "fields: {deal: {serial: {typ: number}}}",
      'unknown key "typ" in fields.deal.serial; did you mean "type"?',
    ],
    ["records: {a: {name: x}}", 'missing "object" in records.a'],
    [
      "templates: {a: {kind: mail}}",
      '"mail" at templates.a.kind is not one of the choices (email, sms, message, call, survey or notify); did you mean "email"?',
    ],
    ["count: {task: -1}", "count.task must be at least 0, not -1"],
    [
      "timeline: [{at: 2026-06-02T10:00, updat: d1}]",
      'unknown key "updat" in timeline[0]; did you mean "update"?',
    ],
    [
      "timeline: [{at: 2026-06-02T10:00}]",
      "timeline[0] needs one of its kinds to be an entry of the timeline",
    ],
    ["timeline: [{at: 2026-06-02T10:00, update: d1}]", 'missing "set" in timeline[0]'],
    [
      "timeline: [{at: 2026-06-31T10:00, delete: d1}]",
      '"2026-06-31T10:00" at timeline[0].at is on a day that the calendar does not have',
    ],
    [
      "timeline: [{at: 2026-06-02T25:00, delete: d1}]",
      '"2026-06-02T25:00" at timeline[0].at is at a time that no day has',
    ],
    [
      "timeline: [{at: 2026-06-02 10:00, delete: d1}]",
      '"2026-06-02 10:00" at timeline[0].at is not a moment; write YYYY-MM-DDTHH:MM, such as 2026-06-01T10:00, with Z or an offset if it is not local',
    ],
    [
      "timeline: [{at: 2025-06-02T10:00, delete: d1}]",
      "timeline[0].at (2025-06-02T10:00) is before start (2026-06-01T10:00)",
    ],
    [
      "timeline: [{at: 2027-06-02T10:00, delete: d1}]",
      "timeline[0].at (2027-06-02T10:00) is after until (2026-06-30T00:00)",
    ],
    [
      "users: {ana: {manager: mrta}, marta: {}}",
      'unknown user "mrta" at users.ana.manager; did you mean "marta"?',
    ],
    ["timeline: [{at: 2026-06-02T10:00, as: bob, delete: a}]", 'unknown user "bob" at timeline[0].as'],
    [
      "timeline: [{at: 2026-06-02T10:00, press: follow-up}]",
      'unknown automation "follow-up" at timeline[0].press',
    ],
    [
      "timeline: [{at: 2026-06-02T10:00, event: quote.snet}]",
      'unknown event "quote.snet" at timeline[0].event; did you mean "quote.sent"?',
    ],
    [
      "timeline: [{at: 2026-06-02T10:00, respond: a, answer: perhaps}]",
      '"perhaps" at timeline[0].answer is not one of the choices; use accepted, declined or tentative',
    ],
    [
      "timeline: [{at: 2026-06-02T10:00, delete: a, archive: b}]",
      'timeline[0] has both "delete" and "archive"; exactly one of them is allowed',
    ],
    [
      "timeline: [{at: 2026-06-02T10:00, bounce: a, status: 5.1}]",
      "timeline[0].status must be a delivery status, not the number 5.1; put it in quotes",
    ],
    ["timeline: [{at: 2026-06-02T10:00, merge: [a]}]", "timeline[0].merge needs exactly 2 entries"],
    [
      "timeline: [{at: 2026-06-02T10:00, publish: a, change: {stesp: []}}]",
      'unknown key "stesp" in timeline[0].change; did you mean "steps"?',
    ],
    [
      "log: [{automation: a, reason: lat}]",
      '"lat" at log[0].reason is not one of the choices; did you mean "late"?',
    ],
    [
      "automations: [{key: a, object: deal, trigger: {manual: true}, steps: [{id: x, do: notify, with: {to: owner}}]}]",
      'step "x" of automation "a" (notify) needs a template or a text of its own (text)',
    ],
  ])("%s", (line, message) => {
    expect(problemsOf(`${FRAME}${line}\n`)).toEqual([expect.stringMatching(/^a\.yaml:5:\d+: /)]);
    expect(problemsOf(`${FRAME}${line}\n`)[0]?.replace(/^a\.yaml:5:\d+: /, "")).toBe(message);
  });

  it.each([
    ["{email: {}, sms: {}}", 'expect[0] has both "email" and "sms"; exactly one of them is allowed'],
    ["{emial: {}}", 'unknown key "emial" in expect[0]; did you mean "email"?'],
    ["{email: {subjct: x}}", 'unknown key "subjct" in expect[0].email; did you mean "subject"?'],
    ["{email: {}, set: {}}", '"set" in expect[0] is not allowed with "email", only with "create"'],
    ["{update: {a: [1]}}", "expect[0].update.a needs exactly 2 entries"],
    ["{sms: {segments: 1.5}}", "expect[0].sms.segments must be a whole number, not the number 1.5"],
  ])("an effect such as %s", (effect, message) => {
    const text = FRAME.replace("[]", `[${effect.replace("{", "{at: 2026-06-02T10:00, ")}]`);
    expect(problemsOf(text).map((line) => line.replace(/^a\.yaml:\d+:\d+: /, ""))).toEqual([message]);
  });

  it("names every missing part of the frame", () => {
    expect(problemsOf("scenario: S\nstart: 2026-06-01T10:00\nexpect: []")).toEqual([
      'a.yaml:1:1: missing "until" in the scenario',
    ]);
    expect(problemsOf("")).toEqual(["a.yaml:1:1: the scenario must be a mapping, not nothing (null)"]);
  });
});

describe("a scenario that was read", () => {
  it("has every default in its place", () => {
    expect(scenarioOf(FRAME)).toMatchObject({
      file: "a.yaml",
      workspace: {
        timezone: "Europe/Madrid",
        locale: "en",
        currency: "EUR",
        business_hours: { days: ["mon", "tue", "wed", "thu", "fri"], from: "09:00", to: "18:00" },
        holidays: [],
        sms: { quiet_hours: { from: "23:00", to: "07:30", policy: "defer" }, credits: null },
        frequency_cap: null,
      },
      users: {},
      timeline: [],
      expect_unordered: false,
    });
  });

  it("has its timeline in the order of the instants, entries of one instant in the order of the file", () => {
    const { timeline } = scenarioOf(`${FRAME}timeline:
  - {at: 2026-06-03T10:00, delete: late}
  - {at: 2026-06-02T10:00, delete: first}
  - {at: 2026-06-02T08:00Z, archive: second}
`);
    expect(timeline.map(({ verb, line }) => ({ verb, line }))).toEqual([
      { verb: "delete", line: 7 },
      { verb: "archive", line: 8 },
      { verb: "delete", line: 6 },
    ]);
  });

  it("tells apart the stages that are won and lost", () => {
    const { pipelines } = scenarioOf(
      `${FRAME}pipelines: {sales: {object: deal, stages: [new, won!, lost~]}}\n`,
    );
    expect(pipelines["sales"]?.stages).toEqual([
      { key: "new", kind: "open" },
      { key: "won", kind: "won" },
      { key: "lost", kind: "lost" },
    ]);
  });

  it("tells where each of its parts stands", () => {
    const parsed = parseScenario(`${FRAME}log:\n  - {automation: a}\n`, "a.yaml");
    expect(parsed.ok && parsed.positions(["log", 0])).toEqual({ line: 6, column: 5 });
  });
});
