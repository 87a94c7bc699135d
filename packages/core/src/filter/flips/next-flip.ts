import type { RecordView } from "../../model/index.ts";
import type { EvaluationContext } from "../context.ts";
import { evaluate } from "../evaluate/evaluate.ts";
import { relatedRecords } from "../evaluate/walk.ts";
import type { Filter } from "../nodes/index.ts";
import { fromMicroseconds, toMicroseconds } from "../time/microseconds.ts";
import { dependsOnTime } from "../time/time-condition.ts";
import { conditionFlips } from "./condition-flips.ts";

/** After so many flips of single conditions that leave the whole as it was, the next one is given without asking. */
const MOST_LOOKS = 100;

/**
 * The next moment after `now` at which the filter's truth for this record changes if nothing but time passes;
 * null when it never does.
 *
 * A filter in which conditions keep flipping without effect may name a moment at which the whole does not change.
 * No moment at which it does is ever missed.
 */
export function nextFlip(
  filter: Filter,
  record: RecordView,
  context: EvaluationContext,
): Temporal.Instant | null {
  if (!dependsOnTime(filter)) return null;
  const present = evaluate(filter, record, context);
  let now = context.now;
  for (let looks = 0; ; looks++) {
    const next = earliestFlip(filter, record, { ...context, now });
    if (next === null) return null;
    now = fromMicroseconds(next);
    if (looks >= MOST_LOOKS || evaluate(filter, record, { ...context, now }) !== present) return now;
  }
}

function earliestFlip(filter: Filter, record: RecordView, context: EvaluationContext): bigint | null {
  switch (filter.kind) {
    case "all":
      return decided(filter.filters, false, { record, context })
        ? null
        : ofParts(filter.filters, record, context);
    case "any":
      return decided(filter.filters, true, { record, context })
        ? null
        : ofParts(filter.filters, record, context);
    case "not":
    case "segment":
      return earliestFlip(filter.filter, record, context);
    case "related": {
      const { where } = filter;
      if (where === null || !dependsOnTime(where)) return null;
      const inner = { now: context.now, calendar: context.calendar };
      return earliest(relatedRecords(filter, record).map((child) => earliestFlip(where, child, inner)));
    }
    case "condition": {
      const now = toMicroseconds(context.now);
      return earliest(conditionFlips(filter, record, context).filter((flip) => flip > now));
    }
  }
}

/** Whether a part that time does not touch settles the group already. */
const decided = (
  parts: readonly Filter[],
  settling: boolean,
  { record, context }: { readonly record: RecordView; readonly context: EvaluationContext },
): boolean => parts.some((part) => !dependsOnTime(part) && evaluate(part, record, context) === settling);

const ofParts = (parts: readonly Filter[], record: RecordView, context: EvaluationContext): bigint | null =>
  earliest(parts.filter(dependsOnTime).map((part) => earliestFlip(part, record, context)));

const earliest = (moments: readonly (bigint | null)[]): bigint | null => {
  let first: bigint | null = null;
  for (const moment of moments) if (moment !== null && (first === null || moment < first)) first = moment;
  return first;
};
