import { expect, test } from "vitest";
import type { Value } from "../model/index.ts";
import { evaluate, payloadView } from "./index.ts";
import { at, CALENDAR, parsed, record } from "./testing/sample-model.ts";

const NOW = at("2026-03-03T09:00:00Z"); // Tuesday, 10:00 in Madrid

const holds = (input: unknown, values: Readonly<Record<string, Value>>, context = NOW): boolean =>
  evaluate(parsed(input), record(values), context);

test.each([
  [["title", "contains", "STRASSE"], { title: "Hauptstrasse" }, true],
  [["title", "is", "ÉCLAIR"], { title: "e\u0301clair" }, true],
  [["title", "gt", "\ufffd"], { title: "😀" }, true],
  [["amount", "is", "0.3"], { amount: "0.30" }, true],
  [["amount", "gt", "0.1"], { amount: "0.1" }, false],
  [["amount", "is_set"], { amount: "0" }, true],
  [["repeat", "is_set"], { repeat: false }, true],
  [["stage", "is", "won"], { stage: "install/won" }, true],
  [["tags", "has_all", ["a", "B"]], { tags: ["b", "A", "c"] }, true],
  [["tags", "is", ["a", "b"]], { tags: ["b", "a"] }, true],
  [["visit", "on", "today"], { visit: "2026-03-03" }, true],
  [["meeting", "on", "today"], { meeting: "2026-03-02T23:30:00Z" }, true],
  [["meeting", "on", "today"], { meeting: "2026-03-02T22:30:00Z" }, false],
  [["meeting", "after", "today"], { meeting: "2026-03-03T07:00:00Z" }, true],
  [["meeting", "is", "2026-03-03"], { meeting: "2026-03-03T07:00:00Z" }, true],
  [["meeting", "is", "2026-03-03T08:00"], { meeting: "2026-03-03T07:00:00Z" }, true],
  [["meeting", "weekday_in", ["tue"]], { meeting: "2026-03-02T23:30:00Z" }, true],
  [["meeting", "time_between", ["20:00", "08:00"]], { meeting: "2026-03-03T19:00:00Z" }, true],
  [["meeting", "time_between", ["20:00", "08:00"]], { meeting: "2026-03-03T07:00:00Z" }, false],
  [["now", "weekday_in", ["tue"]], {}, true],
] as const)("%j over %j is %s", (input, values, expected) => {
  expect(holds(input, values)).toBe(expected);
});

test.each(["is_not", "not_in", "not_contains"])("an empty text satisfies %s", (operator) => {
  const filter = ["title", operator, operator === "not_in" ? ["x"] : "x"];
  expect(holds(filter, {})).toBe(true);
  expect(holds(filter, { title: "" })).toBe(true);
});

test.each(["is", "contains", "starts_with", "lt", "gte"])("an empty text fails %s", (operator) => {
  expect(holds(["title", operator, "x"], { title: "" })).toBe(false);
});

test("older_than holds from the very instant on, newer_than until just before, and a future date is newer", () => {
  const older = ["meeting", "older_than", "3d"];
  const newer = ["meeting", "newer_than", "3d"];
  const meeting = "2026-02-28T09:00:00Z";
  expect(holds(older, { meeting })).toBe(true);
  expect(holds(newer, { meeting })).toBe(false);
  expect(holds(older, { meeting: "2026-02-28T09:00:00.000001Z" })).toBe(false);
  expect(holds(newer, { meeting: "2026-02-28T09:00:00.000001Z" })).toBe(true);
  expect(holds(newer, { meeting: "2027-01-01T00:00:00Z" })).toBe(true);
  expect(holds(newer, {})).toBe(false);
});

test("a date is old from 00:00 in the workspace's zone", () => {
  const filter = ["visit", "older_than", "3d"];
  expect(holds(filter, { visit: "2026-03-01" }, at("2026-03-03T22:59:59Z"))).toBe(false);
  expect(holds(filter, { visit: "2026-03-01" }, at("2026-03-03T23:00:00Z"))).toBe(true);
});

test("within_next holds from a month before to the moment itself, both included", () => {
  const filter = ["meeting", "within_next", "1mo"];
  const values = { meeting: "2026-03-31T10:00:00Z" };
  expect(holds(filter, values, at("2026-02-28T10:59:59Z"))).toBe(false);
  expect(holds(filter, values, at("2026-02-28T11:00:00Z"))).toBe(true);
  expect(holds(filter, values, at("2026-03-31T10:00:00Z"))).toBe(true);
  expect(holds(filter, values, at("2026-03-31T10:00:00.000001Z"))).toBe(false);
});

test("a calendar that never opens makes nothing old in business days", () => {
  const closed = at("2026-03-03T09:00:00Z", { ...CALENDAR, days: [] });
  expect(holds(["visit", "older_than", "1bd"], { visit: "2020-01-01" }, closed)).toBe(false);
  expect(holds(["visit", "newer_than", "1bd"], { visit: "2020-01-01" }, closed)).toBe(true);
});

test("an empty relation on the way makes the field empty", () => {
  expect(holds(["contact.company.name", "is_not_set"], {})).toBe(true);
  expect(holds(["contact.company.name", "is", "x"], {})).toBe(false);
  expect(holds({ none: "contact.deals" }, {})).toBe(true);
  expect(holds({ count: "contact.deals", is: ["is", 0] }, {})).toBe(true);
});

test("quantifiers ask the related records", () => {
  const tasks = [record({ done: true }), record({ done: false })];
  const deal = record({}, { many: { tasks } });
  const ask = (input: unknown): boolean => evaluate(parsed(input), deal, NOW);
  expect(ask({ some: "tasks", where: ["done", "is", false] })).toBe(true);
  expect(ask({ none: "tasks", where: ["done", "is", false] })).toBe(false);
  expect(ask({ count: "tasks", is: ["gte", 2] })).toBe(true);
  expect(ask({ count: "tasks", where: ["done", "is", true], is: ["gte", 2] })).toBe(false);
});

const saved = (
  input: unknown,
  before: Readonly<Record<string, Value>> | null,
  after: Readonly<Record<string, Value>>,
) => evaluate(parsed(input, { save: true }), record(after), { ...NOW, before: before && record(before) });

test.each([
  [["amount", "increased_by", "15%"], { amount: "100" }, { amount: "115" }, true],
  [["amount", "increased_by", "15%"], { amount: "115" }, { amount: "132" }, false],
  [["amount", "increased_by", "15%"], { amount: "0" }, { amount: "100" }, false],
  [["amount", "increased_by", 20], { amount: "132" }, { amount: "152" }, true],
  [["amount", "increased_by", 20], null, { amount: "152" }, false],
  [["amount", "decreased_by", "10%"], { amount: "100" }, { amount: "90" }, true],
  [["amount", "changed"], { amount: "5.0" }, { amount: "5" }, false],
  [["amount", "changed"], null, { amount: "5" }, true],
  [["title", "changed"], { title: "" }, {}, false],
  [["title", "changed"], { title: "bob" }, { title: "Bob" }, true],
  [["tags", "changed"], { tags: ["a", "b"] }, { tags: ["b", "a"] }, false],
  [["tags", "changed_to", ["b", "a"]], { tags: ["a"] }, { tags: ["a", "b"] }, true],
  [["stage", "changed_to", "won"], { stage: "sales/new" }, { stage: "sales/won" }, true],
  [["stage", "changed_from", "sales/new"], { stage: "sales/new" }, { stage: "sales/new" }, false],
  [["stage", "changed_from", "sales/new"], null, { stage: "sales/new" }, false],
  [["extra", "changed"], { extra: { a: 1, b: 2 } }, { extra: { b: 2, a: 1 } }, false],
] as const)("%j from %j to %j is %s", (input, before, after, expected) => {
  expect(saved(input, before, after)).toBe(expected);
});

test("without a save nothing has changed", () => {
  expect(evaluate(parsed(["amount", "changed"], { save: true }), record({ amount: "5" }), NOW)).toBe(false);
});

test("wait.happened is what the wait says", () => {
  const filter = parsed(["wait.happened", "is", true], { wait: true });
  expect(evaluate(filter, record({}), { ...NOW, wait: { happened: true } })).toBe(true);
  expect(evaluate(filter, record({}), { ...NOW, wait: { happened: false } })).toBe(false);
});

test.each([
  [["score", "lte", 2], { score: 2 }, true],
  [["score", "lte", 2], { score: "1.5" }, true],
  [["score", "lte", 2], { score: "low" }, false],
  [["attendee.answer", "is", "Accepted"], { attendee: { answer: "accepted" } }, true],
  [["automated", "is", false], { automated: false }, true],
  [["missing.part", "is_not_set"], {}, true],
  [["at", "before", "today"], { at: "2026-03-02" }, true],
  [["at", "before", "now"], { at: "2026-03-03T10:00:00+01:00" }, false],
  [["tags", "has_any", ["VIP"]], { tags: ["vip"] }, true],
] as const)("%j over the payload %j is %s", (input, payload, expected) => {
  expect(evaluate(parsed(input, { payload: true }), payloadView(payload), NOW)).toBe(expected);
});
