import * as z from "zod";
import { annotate } from "../problems/index.ts";
import { isCalendarDay, isTimeOfDay } from "./calendar.ts";

const MOMENT = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}(?::\d{2})?)(Z|[+-]\d{2}:\d{2})?$/;

const dayOf = (text: string): string => MOMENT.exec(text)?.[1] ?? "";
const timeOf = (text: string): string => MOMENT.exec(text)?.[2] ?? "";
const shiftOf = (text: string): string => MOMENT.exec(text)?.[3] ?? "Z";

/** An instant, or a wall-clock moment of the workspace when it bears neither Z nor an offset. */
export const moment = annotate(
  z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?$/, { abort: true })
    .refine((text) => isCalendarDay(dayOf(text)), {
      error: "is on a day that the calendar does not have",
      params: { code: "impossible_date" },
    })
    .refine((text) => isTimeOfDay(timeOf(text)), {
      error: "is at a time that no day has",
      params: { code: "impossible_time" },
    })
    .refine((text) => shiftOf(text) === "Z" || isTimeOfDay(shiftOf(text).slice(1)), {
      error: "has an offset that no place has",
      params: { code: "impossible_time" },
    }),
  {
    noun: "a moment",
    write: "YYYY-MM-DDTHH:MM, such as 2026-06-01T10:00, with Z or an offset if it is not local",
  },
);

/** Whether a moment is an instant by itself, wherever the workspace is. */
export const bearsOffset = (text: string): boolean => MOMENT.exec(text)?.[3] !== undefined;

/** The instant that a moment means: local to the zone unless it bears an offset or Z; a skipped wall time moves on. */
export const momentToInstant = (text: string, timeZone: string): Temporal.Instant =>
  bearsOffset(text)
    ? Temporal.Instant.from(text)
    : Temporal.PlainDateTime.from(text)
        .toZonedDateTime(timeZone, { disambiguation: "compatible" })
        .toInstant();
