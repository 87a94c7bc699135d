export type { EventDescription } from "./event.ts";
export { EVENT_NAMES, EVENTS, isEventName, type EventName } from "./events.ts";
