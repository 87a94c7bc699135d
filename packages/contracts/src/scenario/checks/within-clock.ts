import { momentToInstant } from "../../formats/index.ts";
import type { Problem } from "../../problems/index.ts";
import { DEFAULT_ZONE } from "../workspace.ts";
import type { Check } from "./check.ts";
import { zoneIsUsable } from "./known-zone.ts";

/** What stands outside the clock's span could never happen: most likely a slip in the year or month. */
export const withinClock: Check = ({ workspace, start, until, timeline = [] }) => {
  const zone = workspace?.timezone ?? DEFAULT_ZONE;
  if (!zoneIsUsable(zone)) return [];
  const first = momentToInstant(start, zone);
  const last = momentToInstant(until, zone);
  if (Temporal.Instant.compare(last, first) < 0)
    return [
      { code: "out_of_range", path: ["until"], message: `until (${until}) is before start (${start})` },
    ];
  return timeline.flatMap(({ at }, position): readonly Problem[] => {
    const instant = momentToInstant(at, zone);
    const early = Temporal.Instant.compare(instant, first) < 0;
    if (!early && Temporal.Instant.compare(instant, last) <= 0) return [];
    const side = early ? `before start (${start})` : `after until (${until})`;
    const message = `timeline[${position}].at (${at}) is ${side}`;
    return [{ code: "out_of_range", path: ["timeline", position, "at"], message }];
  });
};
