import { EVENT_NAMES, isEventName } from "../../events/index.ts";
import { type Check, unknownName } from "./check.ts";

/** An event that the product does not have would start nothing. */
export const knownEvent: Check = ({ timeline = [] }) =>
  timeline.flatMap((entry, at) => {
    if (!("event" in entry) || "respond" in entry || isEventName(entry.event)) return [];
    const place = { word: entry.event, path: ["timeline", at, "event"], where: `timeline[${at}].event` };
    return [unknownName("event", place, EVENT_NAMES)];
  });
