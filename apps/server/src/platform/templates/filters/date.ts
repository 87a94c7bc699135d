import { renderingOf, type Rendering } from "../rendering.ts";
import { strftime } from "../strftime.ts";
import { DateValue, numberIn } from "../values/index.ts";
import { DATE_WEIGHT } from "../weight.ts";
import { type Filter, textOf } from "./filter.ts";

/** What a date filter takes for a date: a date, a text that reads as one, seconds since 1970, "now" and "today". */
const dateIn = (value: unknown, { timeZone, now }: Rendering): DateValue | null => {
  if (value instanceof DateValue) return value;
  if (value === "now" || value === "today") {
    const moment = now?.toZonedDateTimeISO(timeZone);
    if (moment === undefined) return null;
    return new DateValue(value === "now" ? moment : moment.toPlainDate());
  }
  const isTimestamp = typeof value === "string" && /^\d{9,11}$/.test(value);
  if (typeof value === "string" && !isTimestamp) return DateValue.parse(value, timeZone);
  const seconds = Number(value);
  if ((numberIn(value) === null && !isTimestamp) || Math.abs(seconds) > MAX_EPOCH_SECONDS) return null;
  const instant = Temporal.Instant.fromEpochMilliseconds(Math.round(seconds * 1000));
  return new DateValue(instant.toZonedDateTimeISO(timeZone));
};

/** The years that calendars are printed for: 1970 ± 6,000. */
const MAX_EPOCH_SECONDS = 190_000_000_000;

/** `date: "%d/%m/%Y"`; without a format the long form. What is no date stays as it is. */
const date: Filter = function (value, format) {
  const rendering = renderingOf(this.context);
  this.context.memoryLimit.use(DATE_WEIGHT);
  const found = dateIn(value, rendering);
  if (found === null || format === undefined || format === null) return found ?? value;
  const pattern = textOf(this, format);
  this.context.memoryLimit.use(pattern.split("%").length * DATE_WEIGHT);
  return strftime(DateValue.momentOf(found), pattern, rendering);
};

export const dateFilters: Readonly<Record<string, Filter>> = { date };
