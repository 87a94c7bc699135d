import * as z from "zod";
import { parseDuration } from "@cadencia/core/schedule";
import { annotate } from "../problems/index.ts";

const WRITE = "a number and m, h, d, w, mo, y, bd or bh, such as 3d";

const isShape = (text: string): boolean => /^-?\d+(m|h|d|w|mo|y|bd|bh)$/.test(text);

/** Nothing waits longer than a century: what cannot be counted must not count as nothing. */
const WITHIN_REACH = [
  (text: string): boolean => !isShape(text) || parseDuration(text) !== null,
  { error: "is longer than a century", params: { code: "out_of_range" } },
] as const;

/** `10m` `2h` elapsed; `1d` `2w` `6mo` `1y` by the calendar; `2bd` `4bh` by the business calendar. */
export const duration = annotate(
  z
    .string()
    .regex(/^\d+(m|h|d|w|mo|y|bd|bh)$/)
    .refine(...WITHIN_REACH),
  {
    noun: "a duration",
    write: WRITE,
  },
);

/** A duration that may be negative: before or after a date. */
export const offset = annotate(
  z
    .string()
    .regex(/^-?\d+(m|h|d|w|mo|y|bd|bh)$/)
    .refine(...WITHIN_REACH),
  {
    noun: "an offset",
    write: `${WRITE} or -3d`,
  },
);

export const DURATION_UNITS = ["m", "h", "d", "w", "mo", "y", "bd", "bh"] as const;
export type DurationUnit = (typeof DURATION_UNITS)[number];

/** Units that count days, so that a wall-clock hour can be asked of the day they lead to. */
const DAY_UNITS: ReadonlySet<string> = new Set(["d", "w", "mo", "y", "bd"]);

export const unitOf = (text: string): DurationUnit => text.replace(/^-?\d+/, "") as DurationUnit;
export const countsDays = (text: string): boolean => DAY_UNITS.has(unitOf(text));
