import * as z from "zod";
import { clock, day, weekday, type Weekday } from "../formats/index.ts";
import { annotate } from "../problems/index.ts";

const country = annotate(z.string().regex(/^[A-Z]{2}$/), {
  noun: "a country code or a list of days",
  write: "two capital letters, such as ES, or days such as [2026-06-01]",
});

const currency = annotate(z.string().regex(/^[A-Z]{3}$/), {
  noun: "a currency",
  write: "three capital letters, such as EUR",
});

export const LOCALES = ["en", "es", "ro"] as const;

export const workspaceSchema = z.strictObject({
  timezone: z.exactOptional(z.string().min(1)),
  locale: z.exactOptional(z.enum(LOCALES)),
  currency: z.exactOptional(currency),
  business_hours: z.exactOptional(z.strictObject({ days: z.array(weekday), from: clock, to: clock })),
  holidays: z.exactOptional(
    annotate(z.union([z.array(day), country]), { noun: "a list of days or a country code" }),
  ),
  sms: z.exactOptional(
    z.strictObject({
      quiet_hours: z.exactOptional(
        z.strictObject({
          from: z.exactOptional(clock),
          to: z.exactOptional(clock),
          policy: z.exactOptional(z.enum(["defer", "drop", "expire"])),
        }),
      ),
      credits: z.exactOptional(z.number()),
      price: z.exactOptional(z.number()),
      transliterate: z.exactOptional(z.boolean()),
    }),
  ),
  frequency_cap: z.exactOptional(z.strictObject({ max: z.int().min(1), per: z.enum(["day", "week"]) })),
});

export type WorkspaceInput = z.infer<typeof workspaceSchema>;

/** The workspace of a scenario, with the defaults of scenario.md. */
export interface ScenarioWorkspace {
  readonly timezone: string;
  readonly locale: (typeof LOCALES)[number];
  readonly currency: string;
  readonly business_hours: { readonly days: readonly Weekday[]; readonly from: string; readonly to: string };
  /** Days, or a country whose public holidays count. */
  readonly holidays: readonly string[] | string;
  readonly sms: {
    readonly quiet_hours: {
      readonly from: string;
      readonly to: string;
      readonly policy: "defer" | "drop" | "expire";
    };
    /** null = unlimited. */
    readonly credits: number | null;
    /** Per segment; null = nothing is charged. */
    readonly price: number | null;
    readonly transliterate: boolean;
  };
  readonly frequency_cap: { readonly max: number; readonly per: "day" | "week" } | null;
}

export const DEFAULT_ZONE = "Europe/Madrid";

export const fillWorkspace = (given: WorkspaceInput = {}): ScenarioWorkspace => ({
  timezone: given.timezone ?? DEFAULT_ZONE,
  locale: given.locale ?? "en",
  currency: given.currency ?? "EUR",
  business_hours: given.business_hours ?? {
    days: ["mon", "tue", "wed", "thu", "fri"],
    from: "09:00",
    to: "18:00",
  },
  holidays: given.holidays ?? [],
  sms: {
    quiet_hours: { from: "23:00", to: "07:30", policy: "defer", ...given.sms?.quiet_hours },
    credits: given.sms?.credits ?? null,
    price: given.sms?.price ?? null,
    transliterate: given.sms?.transliterate ?? false,
  },
  frequency_cap: given.frequency_cap ?? null,
});
