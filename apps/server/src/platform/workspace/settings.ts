import type { BusinessCalendar, Weekday } from "@cadencia/core/schedule";

export type Locale = "en" | "es" | "ro";
export type QuietPolicy = "defer" | "drop" | "expire";

/** What an admin sets for a whole workspace. */
export interface WorkspaceSettings {
  readonly name: string;
  readonly timeZone: string;
  readonly locale: Locale;
  readonly currency: string;
  readonly businessHours: { readonly days: readonly Weekday[]; readonly from: string; readonly to: string };
  /** A country code, whose public holidays count, or the closed days themselves. */
  readonly holidays: string | readonly string[];
  readonly sms: {
    readonly quietHours: { readonly from: string; readonly to: string; readonly policy: QuietPolicy };
    /** Credits left; null = unlimited. */
    readonly credits: number | null;
    /** Price of one segment, in credits. */
    readonly price: number;
    readonly transliterate: boolean;
  };
  /** Where this workspace is reached from outside; links in mails begin with it. */
  readonly publicUrl: string;
  /** Whom mails come from when a step names nobody. */
  readonly mail: { readonly address: string; readonly name: string | null };
  readonly frequencyCap: { readonly max: number; readonly per: "day" | "week" } | null;
  /** For so many days the run log keeps what did not start and why steps waited. */
  readonly runLogDays: number;
  /** Filled with the demo, whose clock can be moved. */
  readonly demo: boolean;
}

export const DEFAULT_SETTINGS: WorkspaceSettings = {
  name: "Cadencia",
  timeZone: "Europe/Madrid",
  locale: "en",
  currency: "EUR",
  businessHours: { days: ["mon", "tue", "wed", "thu", "fri"], from: "09:00", to: "18:00" },
  holidays: [],
  sms: {
    quietHours: { from: "23:00", to: "07:30", policy: "defer" },
    credits: null,
    price: 1,
    transliterate: false,
  },
  publicUrl: "https://localhost",
  mail: { address: "cadencia@localhost", name: null },
  frequencyCap: null,
  runLogDays: 365,
  demo: false,
};

/** The company's calendar: `holidays` are already days, whatever the setting says. */
export const companyCalendar = (
  settings: WorkspaceSettings,
  holidays: ReadonlySet<string>,
): BusinessCalendar => ({
  timeZone: settings.timeZone,
  days: settings.businessHours.days,
  from: settings.businessHours.from,
  to: settings.businessHours.to,
  holidays,
});
