import { expect, test } from "vitest";
import { LOG_STATUSES, REASONS } from "@cadencia/contracts/automation";
import { EVENT_NAMES } from "@cadencia/contracts/events";
import { EFFECT_KINDS, VERB_NAMES } from "@cadencia/contracts/scenario";
import { DURATION_UNITS } from "@cadencia/core/schedule";
import { OPERATORS } from "../../packages/core/src/filter/operators.ts";
import { AUTOMATION, OPTIONS_OF_VERBS } from "./forms.ts";
import { isOf, NOT_YET } from "./not-yet.ts";
import { GROUPS, wordsUsed } from "./words-used.ts";

const words = (kind: string, names: readonly string[]): string[] => names.map((name) => `${kind} ${name}`);

/** What the schemas and registries know. */
const REGISTRIES: Readonly<Record<string, readonly string[]>> = {
  "keys and choices of automations": AUTOMATION.words,
  events: words("event", EVENT_NAMES),
  operators: words("operator", OPERATORS),
  groups: words("group", GROUPS),
  durations: words("duration", DURATION_UNITS),
  reasons: words("reason", REASONS),
  statuses: words("status", LOG_STATUSES),
  effects: words("effect", EFFECT_KINDS),
  verbs: words("verb", VERB_NAMES),
  "options of verbs": OPTIONS_OF_VERBS.flatMap(({ words: options }) => options),
};

const used = wordsUsed();

for (const [registry, known] of Object.entries(REGISTRIES)) {
  test(`every one of the ${registry} has a scenario`, () => {
    expect(known.length).toBeGreaterThan(0);
    const missing = known.filter(
      (word) => !used.has(word) && !Object.keys(NOT_YET).some((later) => isOf(later, word)),
    );
    expect(missing, `without a scenario: ${missing.join(", ")}`).toEqual([]);
  });
}

test("what is said to come later is known to a registry, and has not come", () => {
  const known = Object.values(REGISTRIES).flat();
  const later = Object.keys(NOT_YET);
  expect(later.filter((each) => !known.some((word) => isOf(each, word)))).toEqual([]);
  expect(later.filter((each) => [...used].some((word) => isOf(each, word)))).toEqual([]);
});

test("the forms are read to their depth", () => {
  expect(AUTOMATION.words).toEqual(
    expect.arrayContaining([
      "automation trigger on unarchived",
      "automation trigger date offset",
      "automation trigger idle of edits",
      "automation enrollment again gap",
      "automation enrollment exit on_reply",
      "automation steps wait until freeze",
      "automation steps window calendar owner",
      "automation steps quiet expire",
      "automation steps branch else",
      "automation on_failure stop",
      "action plan_activity auto_complete",
    ]),
  );
});
