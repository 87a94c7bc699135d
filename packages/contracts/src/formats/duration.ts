import * as z from "zod";
import { annotate } from "../problems/index.ts";

const WRITE = "a number and m, h, d, w, mo, y, bd or bh, such as 3d";

/** `10m` `2h` elapsed; `1d` `2w` `6mo` `1y` by the calendar; `2bd` `4bh` by the business calendar. */
export const duration = annotate(z.string().regex(/^\d+(m|h|d|w|mo|y|bd|bh)$/), {
  noun: "a duration",
  write: WRITE,
});

/** A duration that may be negative: before or after a date. */
export const offset = annotate(z.string().regex(/^-?\d+(m|h|d|w|mo|y|bd|bh)$/), {
  noun: "an offset",
  write: `${WRITE} or -3d`,
});

export const DURATION_UNITS = ["m", "h", "d", "w", "mo", "y", "bd", "bh"] as const;
export type DurationUnit = (typeof DURATION_UNITS)[number];

/** Units that count days, so that a wall-clock hour can be asked of the day they lead to. */
const DAY_UNITS: ReadonlySet<string> = new Set(["d", "w", "mo", "y", "bd"]);

export const unitOf = (text: string): DurationUnit => text.replace(/^-?\d+/, "") as DurationUnit;
export const countsDays = (text: string): boolean => DAY_UNITS.has(unitOf(text));
