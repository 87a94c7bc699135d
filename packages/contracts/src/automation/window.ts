import * as z from "zod";
import { clock, weekday } from "../formats/index.ts";
import { annotate } from "../problems/index.ts";

const DAY_SETS = ["any", "workday", "weekend"] as const;

const days = annotate(z.union([z.enum(DAY_SETS), z.array(weekday).min(1)]), {
  noun: "any, workday, weekend or a list of days",
});

/** When a step may run. `from` and `to` bound the day; `at` is exactly that hour. */
export const window = z
  .strictObject({
    days: z.exactOptional(days),
    from: z.exactOptional(clock),
    to: z.exactOptional(clock),
    at: z.exactOptional(clock),
    calendar: z.exactOptional(z.enum(["company", "owner"])),
  })
  .refine((value) => Object.keys(value).length > 0, {
    error: "needs at least one of days, from, to, at and calendar",
    params: { code: "too_few" },
  })
  .refine((value) => value.at === undefined || value.from === undefined, {
    error: 'has both "at" and "from"; "at" is exactly that hour, "from" is not before that hour',
    params: { code: "contradiction" },
  });

export type Window = z.infer<typeof window>;
