import type { WaitInput } from "./written.ts";
import { join, weave, type Part } from "../parts.ts";
import { aMoment } from "../phrase/due.ts";
import type { Speech } from "../speech.ts";
import { atHour } from "./at-hour.ts";

type Until = Extract<WaitInput, { until: unknown }>["until"];

/** "1 day before the meeting, at 9:00". */
export const untilClause = ({ field, offset, at }: Until, object: string, speech: Speech): readonly Part[] =>
  join([weave("[until]", { until: aMoment({ field, offset }, object, speech) }), atHour(at, speech)], ", ");
