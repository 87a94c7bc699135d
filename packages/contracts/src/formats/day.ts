import * as z from "zod";
import { annotate } from "../problems/index.ts";
import { isCalendarDay } from "./calendar.ts";

/** A calendar day: "2026-06-01". */
export const day = annotate(
  z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/, { abort: true })
    .refine(isCalendarDay, {
      error: "is a day that the calendar does not have",
      params: { code: "impossible_date" },
    }),
  { noun: "a day", write: "YYYY-MM-DD, such as 2026-06-01" },
);
