import { SAVE_KINDS, TRIGGER_KINDS, triggerKind } from "@cadencia/contracts/automation";
import { expect, it } from "vitest";
import { choiceOf, firstTrigger, TRIGGER_CHOICES } from "./trigger-kinds.ts";

it("offers every trigger of the contract, and every way of saving", () => {
  const kinds = TRIGGER_CHOICES.map((choice) => triggerKind(firstTrigger(choice, "sales/new")));
  expect([...new Set(kinds)].toSorted()).toEqual([...TRIGGER_KINDS].toSorted());
  for (const kind of SAVE_KINDS) expect(TRIGGER_CHOICES).toContain(kind);
});

it.each(TRIGGER_CHOICES)("knows a trigger of the kind %s again", (choice) => {
  expect(choiceOf(firstTrigger(choice, "sales/new"))).toBe(choice);
});
