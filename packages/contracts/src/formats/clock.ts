import * as z from "zod";
import { annotate } from "../problems/index.ts";

/** A wall-clock time of day: "09:00" or "09:00:30". */
export const clock = annotate(z.string().regex(/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/), {
  noun: "a time of day",
  write: 'HH:MM, such as "09:00"',
});
