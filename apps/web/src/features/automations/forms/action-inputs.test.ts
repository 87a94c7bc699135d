import { ACTION_NAMES, ACTIONS, type ActionName } from "@cadencia/contracts/automation";
import { expect, it } from "vitest";
import * as z from "zod";
import { ACTION_INPUTS, FIRST_PARAMETERS } from "./action-inputs.ts";

/** Typed elsewhere: `quiet` of a text is that of its step. */
const ELSEWHERE: Readonly<Record<string, readonly string[]>> = { send_sms: ["quiet"] };

const parametersOf = (name: ActionName): readonly string[] => {
  const { parameters } = ACTIONS[name];
  if (!(parameters instanceof z.ZodObject)) return [""];
  return Object.keys(parameters.shape).filter((key) => ELSEWHERE[name]?.includes(key) !== true);
};

it.each(ACTION_NAMES)("%s can be built whole without YAML", (name) => {
  expect(ACTION_INPUTS[name].map(({ key }) => key).toSorted()).toEqual([...parametersOf(name)].toSorted());
});

it.each(ACTION_NAMES)("%s asks for what it cannot be without", (name) => {
  const { parameters } = ACTIONS[name];
  if (!(parameters instanceof z.ZodObject)) return;
  const needed = Object.entries(parameters.shape as Readonly<Record<string, z.ZodType>>)
    .filter(([, schema]) => !schema.safeParse(undefined).success && !(schema instanceof z.ZodExactOptional))
    .map(([key]) => key);
  const asked = ACTION_INPUTS[name].filter(({ required }) => required === true).map(({ key }) => key);
  expect(asked.toSorted()).toEqual(needed.toSorted());
});

it("begins each new step with parameters that its form knows", () => {
  for (const name of ACTION_NAMES) {
    const inputs = ACTION_INPUTS[name].map(({ key }) => key);
    if (inputs.includes("")) continue;
    for (const key of Object.keys(FIRST_PARAMETERS[name])) expect(inputs).toContain(key);
  }
});
