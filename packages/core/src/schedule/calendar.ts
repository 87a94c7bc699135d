export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** A workspace's (or a person's) working time. Wall-clock hours are "HH:MM" or "HH:MM:SS" in `timeZone`. */
export interface BusinessCalendar {
  readonly timeZone: string;
  readonly days: readonly Weekday[];
  readonly from: string;
  readonly to: string;
  /** Closed days, "YYYY-MM-DD". */
  readonly holidays: ReadonlySet<string>;
}
