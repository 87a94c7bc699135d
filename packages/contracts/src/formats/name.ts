import * as z from "zod";
import { annotate } from "../problems/index.ts";

/** What a file calls a record, user, template, object: a word. */
export const name = annotate(z.string().regex(/^[A-Za-z_][A-Za-z0-9_-]*$/), {
  noun: "a name",
  write: "letters, digits, _ and -, not beginning with a digit",
});

/** An automation's key. */
export const key = annotate(z.string().regex(/^[a-z0-9-]+$/), {
  noun: "a key",
  write: "lower-case letters, digits and -",
});

/** A step's id. */
export const stepId = annotate(z.string().regex(/^[A-Za-z0-9_-]+$/), {
  noun: "a step id",
  write: "letters, digits, _ and -",
});

/** A stage with its pipeline. */
export const stagePath = annotate(z.string().regex(/^[^/]+\/[^/]+$/), {
  noun: "a stage",
  write: "pipeline/stage, such as sales/won",
});

export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Weekday = (typeof WEEKDAYS)[number];
export const weekday = z.enum(WEEKDAYS);
