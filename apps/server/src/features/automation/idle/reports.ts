import type { AutomationContext } from "../context.ts";
import type { RaisedEvent } from "../events.ts";
import { keepReports } from "./reported-event.repo.ts";

const CALLS = new Set(["call.received", "call.missed"]);
const MESSAGES = new Set(["message.received", "message.sent"]);

/**
 * Calls leave no record behind, so that they were reported is kept. Messages are records; of those, what an
 * automation may be idle by is kept too, for whoever reports a message without keeping it.
 */
export const keepReported = ({ unit, rules }: AutomationContext, events: readonly RaisedEvent[]): void => {
  const listens = rules.index.idle.some(
    ({ trigger }) => trigger.kind === "idle" && trigger.of.includes("messages"),
  );
  const reports = events.flatMap(({ name, record, origin, payload }) => {
    if (record === null || origin.cause !== null || isAutomated(payload)) return [];
    return CALLS.has(name) || (listens && MESSAGES.has(name)) ? [{ record, event: name }] : [];
  });
  keepReports(unit.tx, reports);
};

const isAutomated = (payload: RaisedEvent["payload"]): boolean =>
  typeof payload === "object" && payload !== null && "automated" in payload && payload["automated"] === true;
