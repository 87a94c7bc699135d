import { expect, test } from "vitest";
import {
  ACTION_NAMES,
  LOG_STATUSES,
  REASONS,
  STIRRINGS,
  TRIGGER_KINDS,
} from "@cadencia/contracts/automation";
import { EVENT_NAMES } from "@cadencia/contracts/events";
import { EFFECT_KINDS, VERB_NAMES } from "@cadencia/contracts/scenario";
import { DURATION_UNITS } from "@cadencia/core/schedule";
import { changeSchema } from "../../packages/contracts/src/automation/definition.ts";
import { enrollment } from "../../packages/contracts/src/automation/enrollment.ts";
import { TIMEOUTS, waitEvent } from "../../packages/contracts/src/automation/waits/event.ts";
import { waitUntil } from "../../packages/contracts/src/automation/waits/until.ts";
import { window } from "../../packages/contracts/src/automation/window.ts";
import { OPERATORS } from "../../packages/core/src/filter/operators.ts";
import { NOT_YET } from "./not-yet.ts";
import { GROUPS, wordsUsed } from "./words-used.ts";

const words = (kind: string, names: readonly string[]): string[] => names.map((name) => `${kind} ${name}`);

/** What the registries know, and the few choices that stand in no registry of their own. */
const REGISTRIES: Readonly<Record<string, readonly string[]>> = {
  triggers: words("trigger", TRIGGER_KINDS),
  "options of triggers": [
    ...words("on", ["created", "updated", "saved", "deleted", "archived", "unarchived"]),
    ...words("trigger", ["fields", "before", "match", "find"]),
    ...words("date", ["field", "offset", "at"]),
    ...words("schedule", ["rrule", "at"]),
    ...words("idle", STIRRINGS),
  ],
  events: words("event", EVENT_NAMES),
  operators: words("operator", OPERATORS),
  groups: words("group", GROUPS),
  durations: words("duration", DURATION_UNITS),
  waits: [
    ...words("wait", ["for", "until", ...Object.keys(waitEvent.shape)]),
    ...words("until", Object.keys(waitUntil.shape.until.shape)),
    ...words("then", TIMEOUTS),
    ...words("start", ["after", "parallel"]),
  ],
  windows: [
    ...words("window", Object.keys(window.shape)),
    ...words("days", ["any", "workday", "weekend", "list"]),
    ...words("calendar", ["company", "owner"]),
  ],
  "enrollment options": [
    ...words("enrollment", Object.keys(enrollment.shape)),
    ...words("enrollment again", ["once", "every_time", "gap"]),
    ...words("enrollment while_active", ["ignore", "restart"]),
    ...words("exit", ["leaves", "when", "on_reply"]),
  ],
  "keys of automations": words("automation", Object.keys(changeSchema.shape)),
  "options of steps": [
    ...words("step", ["wait", "window", "start", "if", "max_late", "do", "with", "branch"]),
    ...words("on_failure", ["continue", "stop"]),
    ...words("quiet", ["defer", "drop", "expire"]),
  ],
  actions: words("action", ACTION_NAMES),
  reasons: words("reason", REASONS),
  statuses: words("status", LOG_STATUSES),
  effects: words("effect", EFFECT_KINDS),
  verbs: words("verb", VERB_NAMES),
  "choices of verbs": [
    ...words("resume", ["shift", "keep_clock", "restart", "discard"]),
    ...words("active_runs", ["finish", "move", "cancel"]),
    ...words("apply", ["now_on", "all"]),
  ],
};

const used = wordsUsed();

for (const [registry, known] of Object.entries(REGISTRIES)) {
  test(`every one of the ${registry} has a scenario`, () => {
    expect(known.length).toBeGreaterThan(0);
    const missing = known.filter((word) => !used.has(word) && NOT_YET[word] === undefined);
    expect(missing, `without a scenario: ${missing.join(", ")}`).toEqual([]);
  });
}

test("what is said to come later is known to a registry, and has not come", () => {
  const known = new Set(Object.values(REGISTRIES).flat());
  expect(Object.keys(NOT_YET).filter((word) => !known.has(word))).toEqual([]);
  expect(Object.keys(NOT_YET).filter((word) => used.has(word))).toEqual([]);
});
