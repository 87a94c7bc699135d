import { DAY, dayFromCivil, dayOfWall, HOUR, MINUTE, timeOfWall } from "../schedule/civil.ts";
import { type DayFilter, dayFilter } from "./day-filter.ts";
import { type Start, withDefaults } from "./defaults.ts";
import { type Periods, periodsOf } from "./period.ts";
import type { Frequency, Rule } from "./rule.ts";

/** Dates have four digits (RFC 5545 §3.3.4): there is nothing after this day. */
const LAST_DAY = dayFromCivil(9999, 12, 31);

/**
 * How many days or moments are looked at in vain before a rule is taken for exhausted. The calendar repeats
 * after 400 years (146,097 days), so of days this is a proof; of hours, minutes and seconds it is a bound.
 */
const FRUITLESS_DAYS = 146_097 + 366;
const FRUITLESS_MOMENTS = 1_000_000;

/**
 * The wall times that a rule names, in order, without end when the rule has none. Those before the start are
 * among them, as a set position may need them; COUNT and UNTIL are not looked at. `from` (a wall time) lets
 * whole periods be passed over.
 */
export function expand(given: Rule, start: Start, from: number): Generator<number> {
  const rule = withDefaults(given, start);
  const periods = periodsOf(rule);
  const plan = { rule, matches: dayFilter(rule), start: start.wall, from };
  return periods ? expandPeriods(plan, periods) : expandMoments(plan);
}

interface Plan {
  readonly rule: Rule;
  readonly matches: DayFilter;
  readonly start: number;
  readonly from: number;
}

/** YEARLY to DAILY: in every INTERVAL-th period, the days that match, at the times of day. */
function* expandPeriods({ rule, matches, start, from }: Plan, periods: Periods): Generator<number> {
  const times = timesOfDay(rule);
  const origin = periods.numberOf(dayOfWall(start));
  const passed = Math.max(0, Math.floor((periods.numberOf(dayOfWall(from)) - origin) / rule.interval));

  let fruitless = 0;
  for (let number = origin + passed * rule.interval; fruitless <= FRUITLESS_DAYS; number += rule.interval) {
    const { first, last } = periods.daysOf(number);
    if (first > LAST_DAY) return;

    const days = [];
    for (let day = first; day <= last && day <= LAST_DAY; day++) if (matches(day)) days.push(day * DAY);

    fruitless += last - first + 1;
    for (const wall of choose(days, times, rule.bySetPosition)) {
      fruitless = 0;
      yield wall;
    }
  }
}

/** Milliseconds of the frequencies below a day. */
export const UNITS: Readonly<Partial<Record<Frequency, number>>> = {
  HOURLY: HOUR,
  MINUTELY: MINUTE,
  SECONDLY: 1000,
};

/** HOURLY to SECONDLY: every INTERVAL-th hour, minute or second, if its day and its time are among those named. */
function* expandMoments({ rule, matches, start, from }: Plan): Generator<number> {
  const unit = UNITS[rule.frequency]!;
  const step = unit * rule.interval;
  const origin = start - (start % unit);
  const within = timesWithin(rule, unit);
  const allows = timeFilter(rule, unit);

  let fruitless = 0;
  let closed = 0;
  for (let day = dayOfWall(Math.max(start, from)); day <= LAST_DAY && closed <= FRUITLESS_DAYS; day++) {
    closed = matches(day) ? 0 : closed + 1;
    if (closed > 0) continue;

    const begin = Math.max(day * DAY, origin, from - unit);
    let moment = origin + Math.ceil((begin - origin) / step) * step;
    for (; moment < (day + 1) * DAY; moment += step) {
      if (++fruitless > FRUITLESS_MOMENTS) return;
      if (!allows(moment)) continue;

      for (const wall of choose([moment], within, rule.bySetPosition)) {
        fruitless = 0;
        yield wall;
      }
    }
  }
}

/** Every base at every offset; with set positions, only those of the whole (1 = the first, -1 = the last). */
function* choose(
  bases: readonly number[],
  offsets: readonly number[],
  positions: readonly number[],
): Generator<number> {
  if (positions.length === 0) {
    for (const base of bases) for (const offset of offsets) yield base + offset;
    return;
  }

  const size = bases.length * offsets.length;
  const indexes = positions.map((position) => (position > 0 ? position - 1 : size + position));
  for (const index of sorted(indexes))
    if (index >= 0 && index < size)
      yield bases[Math.floor(index / offsets.length)]! + offsets[index % offsets.length]!;
}

const timesOfDay = (rule: Rule): readonly number[] =>
  sorted(
    rule.byHour.flatMap((hour) =>
      rule.byMinute.flatMap((minute) =>
        rule.bySecond.map((second) => hour * HOUR + minute * MINUTE + second * 1000),
      ),
    ),
  );

/** The offsets within an hour, a minute or a second that smaller parts name. */
function timesWithin(rule: Rule, unit: number): readonly number[] {
  if (unit === HOUR) return timesOfDay({ ...rule, byHour: [0] });
  if (unit === MINUTE) return timesOfDay({ ...rule, byHour: [0], byMinute: [0] });
  return [0];
}

/** Parts as large as the unit, or larger, limit. */
function timeFilter(rule: Rule, unit: number): (moment: number) => boolean {
  const hours = new Set(rule.byHour);
  const minutes = new Set(unit <= MINUTE ? rule.byMinute : []);
  const seconds = new Set(unit <= 1000 ? rule.bySecond : []);
  return (moment) => {
    const time = timeOfWall(moment);
    return (
      (hours.size === 0 || hours.has(Math.floor(time / HOUR))) &&
      (minutes.size === 0 || minutes.has(Math.floor(time / MINUTE) % 60)) &&
      (seconds.size === 0 || seconds.has(Math.floor(time / 1000) % 60))
    );
  };
}

const sorted = (numbers: readonly number[]): readonly number[] =>
  [...new Set(numbers)].toSorted((one, other) => one - other);
