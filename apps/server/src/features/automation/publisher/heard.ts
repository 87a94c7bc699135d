import type { EventName } from "@cadencia/contracts/events";
import type { Rights } from "@cadencia/core/rights";
import { forbiddenAction, who } from "../../rights/index.ts";
import type { Rule } from "../rule.ts";

/** A record that an event tells of besides the one that its run is about, and the fields that its payload repeats. */
interface Heard {
  readonly object: string;
  readonly fields: Readonly<Record<string, string>>;
}

const MESSAGE: Heard = {
  object: "message",
  fields: {
    channel: "channel",
    direction: "direction",
    from: "from",
    to: "to",
    subject: "subject",
    text: "body",
  },
};
const ACTIVITY: Heard = {
  object: "activity",
  fields: { type: "type", summary: "summary", result: "result", due: "due" },
};
const numbered = (object: string): Heard => ({ object, fields: { number: "number", amount: "amount" } });

/** Events whose payload holds what a record of the workspace holds. The others tell of what came from outside. */
const HEARD: ReadonlyMap<string, Heard> = new Map(
  Object.entries({
    "message.received": MESSAGE,
    "message.sent": MESSAGE,
    "message.opened": MESSAGE,
    "link.clicked": MESSAGE,
    "call.received": MESSAGE,
    "call.missed": MESSAGE,
    "activity.completed": ACTIVITY,
    "activity.overdue": ACTIVITY,
    "survey.answered": {
      object: "survey_response",
      fields: { survey: "survey", score: "score", comment: "comment" },
    },
    "quote.sent": numbered("quote"),
    "invoice.issued": numbered("invoice"),
    "invoice.paid": numbered("invoice"),
    "order.delivered": numbered("order"),
    "lead.converted": { object: "lead", fields: { deal: "converted_deal" } },
  } satisfies Partial<Record<EventName, Heard>>),
);

/** Why somebody may not listen for what a rule listens for: to hear of a record is to read it. Null when they may. */
export const unheard = ({ trigger, stops }: Rule, rights: Rights): string | null => {
  if (rights.everything) return null;
  const awaited = [...stops.values()].flatMap(({ wait }) =>
    wait !== null && "event" in wait ? [wait.event] : [],
  );
  for (const event of trigger.kind === "event" ? [trigger.event, ...awaited] : awaited) {
    const heard = HEARD.get(event);
    if (heard !== undefined && rights.scope(heard.object, "read") !== "all")
      return forbiddenAction(rights, "read", heard.object).message;
  }
  return trigger.kind === "event" ? hiddenMatch(trigger, rights) : null;
};

const hiddenMatch = (
  { event, match }: Extract<Rule["trigger"], { readonly kind: "event" }>,
  rights: Rights,
): string | null => {
  const heard = HEARD.get(event);
  if (heard === undefined) return null;
  const isHidden = payloadNames(match).some((key) => rights.hides(heard.object, heard.fields[key] ?? key));
  return isHidden ? `forbidden: ${who(rights)} may not ask ${event} for what is hidden from them` : null;
};

/** The names in the payload that a filter over it asks. */
const payloadNames = (part: unknown): readonly string[] => {
  if (typeof part !== "object" || part === null) return [];
  const own = "kind" in part && part.kind === "payload" && "name" in part ? [String(part.name)] : [];
  return [...own, ...Object.values(part).flatMap(payloadNames)];
};

/** The payload of an event without what is hidden from somebody on the record that it tells of. */
export const payloadFor = (payload: unknown, { trigger }: Rule, rights: Rights): unknown => {
  const heard = trigger.kind === "event" ? HEARD.get(trigger.event) : undefined;
  if (heard === undefined || !rights.hidesAny || typeof payload !== "object" || payload === null)
    return payload;
  return Object.fromEntries(
    Object.entries(payload).filter(([key]) => !rights.hides(heard.object, heard.fields[key] ?? key)),
  );
};
