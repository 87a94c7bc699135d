import { asText } from "@cadencia/core/model";
import type { Due } from "@cadencia/contracts/automation";
import { addDuration, parseDuration, startOfDay, type Duration } from "@cadencia/core/schedule";
import { canonical } from "../../../records/index.ts";
import { StepFailure, type ActionBatch, type StepAtWork } from "../action.ts";

/** When an event begins and ends. An all-day one begins at 00:00 and ends at 00:00 of the day after its last. */
export interface Times {
  readonly start: Temporal.Instant;
  readonly end: Temporal.Instant;
  readonly allDay: boolean;
}

interface Wanted {
  readonly start?: unknown;
  readonly end?: unknown;
  readonly duration?: string | undefined;
}

type Batch = Pick<ActionBatch<unknown>, "unit" | "services">;

const ONE_HOUR: Duration = { amount: 1, unit: "h" };
const ONE_DAY: Duration = { amount: 1, unit: "d" };
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Without a start the event begins now; without an end or a duration it takes an hour, or its whole day. */
export const timesOf = (batch: Batch, step: StepAtWork, wanted: Wanted): Times => {
  const { calendar } = batch.unit.catalog;
  const start =
    wanted.start === undefined
      ? { instant: batch.unit.tx.now, day: false }
      : momentOf(batch, step, { key: "start", raw: wanted.start });
  const length = wanted.duration === undefined ? null : parseDuration(wanted.duration);
  const allDay = start.day && length === null;
  if (wanted.end === undefined) {
    const end = addDuration(start.instant, length ?? (allDay ? ONE_DAY : ONE_HOUR), calendar);
    return { start: start.instant, end, allDay };
  }
  const given = momentOf(batch, step, { key: "end", raw: wanted.end });
  const end = allDay && given.day ? addDuration(given.instant, ONE_DAY, calendar) : given.instant;
  if (Temporal.Instant.compare(end, start.instant) < 0) {
    throw new StepFailure("error", `the event would end (${end.toString()}) before it starts`);
  }
  return { start: start.instant, end, allDay: allDay && given.day };
};

/** What `due` takes, or a day or moment written out or by merge fields. */
const momentOf = (
  batch: Batch,
  step: StepAtWork,
  { key, raw }: { key: string; raw: unknown },
): { readonly instant: Temporal.Instant; readonly day: boolean } => {
  const { services, unit } = batch;
  const isText = typeof raw === "string" && parseDuration(raw) === null;
  const instant = isText ? null : services.due(step, raw as Due);
  if (instant !== null) return { instant, day: false };
  const text = isText ? services.value(raw, step) : null;
  if (typeof text !== "string") throw new StepFailure("missing_value", `the event has no ${key}`);
  const { timeZone } = unit.catalog.settings;
  if (DAY.test(text)) return { instant: startOfDay(text, timeZone), day: true };
  const field = { key, label: key, type: "datetime" } as const;
  const result = canonical(field, text, { timeZone, resolve: () => null });
  if (!result.ok) throw new StepFailure("error", `the event's ${key} ${result.reason}`);
  return { instant: Temporal.Instant.from(asText(result.value)), day: false };
};
