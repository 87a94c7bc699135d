import * as z from "zod";
import { clock, day, moment, name, weekday, type Weekday } from "../formats/index.ts";
import { annotate } from "../problems/index.ts";

const days = z.tuple([day, day]);
const moments = z.tuple([moment, moment]);

/** Two days, both included, or two instants. */
const absence = annotate(z.union([days, moments]), { noun: "two days or two moments" });

export const userSchema = z.strictObject({
  name: z.exactOptional(z.string()),
  email: z.exactOptional(z.string()),
  manager: z.exactOptional(name),
  absent: z.exactOptional(z.array(absence)),
  timezone: z.exactOptional(z.string()),
  locale: z.exactOptional(z.string()),
  role: z.exactOptional(z.string()),
  team: z.exactOptional(z.string()),
  active: z.exactOptional(z.boolean()),
  phone: z.exactOptional(z.string()),
  working_hours: z.exactOptional(
    z.strictObject({
      days: z.exactOptional(z.array(weekday)),
      from: z.exactOptional(clock),
      to: z.exactOptional(clock),
    }),
  ),
});

export interface ScenarioUser {
  readonly name: string;
  readonly email: string | null;
  readonly manager: string | null;
  /** Pairs of days (both included) or of moments, as written. */
  readonly absent: readonly (readonly [string, string])[];
  readonly timezone: string | null;
  readonly locale: string | null;
  readonly role: string;
  readonly team: string | null;
  readonly active: boolean;
  readonly phone: string | null;
  readonly working_hours: {
    readonly days?: readonly Weekday[];
    readonly from?: string;
    readonly to?: string;
  } | null;
}

export const fillUser = (key: string, given: z.infer<typeof userSchema>): ScenarioUser => ({
  name: given.name ?? key,
  email: given.email ?? null,
  manager: given.manager ?? null,
  absent: given.absent ?? [],
  timezone: given.timezone ?? null,
  locale: given.locale ?? null,
  role: given.role ?? "salesperson",
  team: given.team ?? null,
  active: given.active ?? true,
  phone: given.phone ?? null,
  working_hours: given.working_hours ?? null,
});
