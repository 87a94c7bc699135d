import type * as z from "zod";
import { keyedUnion } from "../../problems/index.ts";
import { type WaitEvent, type WaitEventInput, waitEvent } from "./event.ts";
import { type WaitFor, waitFor } from "./for.ts";
import { type WaitUntil, type WaitUntilInput, waitUntil } from "./until.ts";

/** As it is written. */
export type WaitInput = WaitFor | WaitUntilInput | WaitEventInput;
/** With its defaults. */
export type Wait = WaitFor | WaitUntil | WaitEvent;

export const wait: z.ZodType<WaitInput> = keyedUnion("a wait", {
  for: waitFor,
  until: waitUntil,
  event: waitEvent,
});

export const normalizeWait = (input: WaitInput): Wait => {
  if ("for" in input) return { for: input.for };
  if ("until" in input)
    return { until: { ...input.until, freeze: input.until.freeze ?? input.freeze ?? false } };
  const { event, timeout, then = "run", match } = input;
  return {
    event,
    ...(timeout === undefined ? {} : { timeout }),
    // oxlint-disable-next-line unicorn/no-thenable -- a word of the contract
    then,
    ...(match === undefined ? {} : { match }),
  };
};

export const printWait = (given: Wait): WaitInput => {
  if ("for" in given) return given;
  if ("until" in given) {
    const { freeze, ...until } = given.until;
    return { until: freeze ? { ...until, freeze } : until };
  }
  const { event, timeout, then, match } = given;
  return {
    event,
    ...(timeout === undefined ? {} : { timeout }),
    // oxlint-disable-next-line unicorn/no-thenable -- a word of the contract
    ...(then === "run" ? {} : { then }),
    ...(match === undefined ? {} : { match }),
  };
};

export { type WaitEvent } from "./event.ts";
export { type WaitFor } from "./for.ts";
export { type WaitUntil } from "./until.ts";
