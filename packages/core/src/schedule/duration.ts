/**
 * A length of time as people write it: "10m" minutes and "2h" hours of elapsed time; "1d" "2w" "6mo" "1y" of
 * calendar time; "2bd" business days; "4bh" business hours. A negative amount counts backwards.
 */
export interface Duration {
  readonly amount: number;
  readonly unit: DurationUnit;
}

export const DURATION_UNITS = ["m", "h", "d", "w", "mo", "y", "bd", "bh"] as const;
export type DurationUnit = (typeof DURATION_UNITS)[number];

/** The units that move the day and leave the wall-clock hour alone; only with these may `at` set the hour. */
export const DAY_UNITS = ["d", "w", "mo", "y", "bd"] as const;
export type DayUnit = (typeof DAY_UNITS)[number];

export type DayDuration = Duration & { readonly unit: DayUnit };

export const countsDays = (duration: Duration): duration is DayDuration =>
  (DAY_UNITS as readonly DurationUnit[]).includes(duration.unit);

/** Nothing in a CRM waits longer than a century; beyond it an amount is taken for a slip of the finger. */
const LONGEST: Readonly<Record<DurationUnit, number>> = {
  m: 52_600_000,
  h: 876_600,
  d: 36_525,
  w: 5_218,
  mo: 1_200,
  y: 100,
  bd: 26_000,
  bh: 210_000,
};

const PATTERN = /^(-?\d{1,9})(m|h|d|w|mo|y|bd|bh)$/;

/** Reads "3d", "-5d", "2bd"…; null when the text is no duration, or one longer than a century. */
export function parseDuration(text: string): Duration | null {
  const parts = PATTERN.exec(text);
  if (!parts) return null;

  const unit = parts[2] as DurationUnit;
  const amount = Number(parts[1]) || 0; // "-0d" is 0d
  return Math.abs(amount) <= LONGEST[unit] ? { amount, unit } : null;
}

/** The text that parseDuration reads back as the same duration. */
export const formatDuration = (duration: Duration): string => `${duration.amount}${duration.unit}`;
