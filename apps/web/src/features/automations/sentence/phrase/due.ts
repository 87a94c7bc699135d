import type { Speech } from "../speech.ts";
import { aDuration, isBefore, isNothing } from "./duration.ts";
import { theField } from "./field.ts";

/** When something falls due: "3 days", or "1 day before the close date". */
export const aDue = (due: unknown, object: string, speech: Speech): string | null => {
  if (typeof due === "string") return aDuration(due, speech);
  if (typeof due !== "object" || due === null) return null;
  const { for: span, field, offset } = due as Readonly<Record<string, string | undefined>>;
  if (span !== undefined) return aDuration(span, speech);
  if (field === undefined) return null;
  return aMoment({ field, offset }, object, speech);
};

interface Moment {
  readonly field: string;
  readonly offset: string | undefined;
}

export const aMoment = ({ field, offset }: Moment, object: string, speech: Speech): string => {
  const date = theField(field, object, speech);
  if (offset === undefined || isNothing(offset)) return speech.say("moment.on", { date });
  const duration = aDuration(offset, speech);
  return speech.say(isBefore(offset) ? "moment.before" : "moment.after", { duration, date });
};
