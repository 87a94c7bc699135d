import type { EventDescription } from "./event.ts";

const MESSAGE_PAYLOAD = {
  channel: "email, sms, telegram, whatsapp, webchat or call",
  direction: "in or out",
  subtype: "comment (a note or a notification raises no event)",
  automated: "true where an automation or a machine wrote it",
  from: "address of the sender",
  to: "address of the recipient",
  subject: "subject, of a mail",
  text: "text of the message",
  template: "key of the template it was made from",
  side: "a or b, where the template was under test",
} as const;

const CALL_PAYLOAD = {
  from: "number that called",
  to: "number that was called",
  duration: "seconds that the call lasted",
} as const;

/** Every event of the product. What is not listed here cannot be listened to. */
export const EVENTS = {
  "lead.converted": {
    objects: ["lead"],
    payload: { deal: "the deal that the lead became" },
    description: "a lead was converted, by a person or by an automation",
  },
  "deals.merged": {
    objects: ["deal"],
    payload: { gone: "the deal that was merged into this one" },
    description: "two deals were merged; reported for the one that is kept",
  },
  "message.received": {
    objects: ["*"],
    payload: MESSAGE_PAYLOAD,
    description: "a message came in; reported for the record on whose timeline it stands",
  },
  "message.sent": {
    objects: ["*"],
    payload: MESSAGE_PAYLOAD,
    description: "a message was handed over; reported for the record on whose timeline it stands",
  },
  "message.opened": {
    objects: ["*"],
    payload: MESSAGE_PAYLOAD,
    description: "a person, not a machine, opened a mail; reported for the record of the mail",
  },
  "link.clicked": {
    objects: ["*"],
    payload: { ...MESSAGE_PAYLOAD, link: "address that was clicked" },
    description: "a person, not a machine, clicked a link of a mail; reported for the record of the mail",
  },
  "call.received": { objects: ["*"], payload: CALL_PAYLOAD, description: "a call came in and was answered" },
  "call.missed": { objects: ["*"], payload: CALL_PAYLOAD, description: "a call came in and nobody answered" },
  "form.submitted": {
    objects: ["*"],
    payload: { form: "key of the form", fields: "the values that were sent, by field" },
    description: "a web form was sent; reported for the record it created or found",
  },
  "survey.answered": {
    objects: ["*"],
    payload: { survey: "key of the survey", score: "1 to 5", comment: "what the customer wrote" },
    description: "a customer answered a survey; reported for the record that was surveyed",
  },
  "quote.sent": {
    objects: ["quote"],
    payload: { number: "number of the quote", amount: "its amount" },
    description: "a quote was sent to the customer",
  },
  "invoice.issued": {
    objects: ["invoice"],
    payload: { number: "number of the invoice", amount: "its amount" },
    description: "an invoice was issued",
  },
  "invoice.paid": {
    objects: ["invoice"],
    payload: { number: "number of the invoice", amount: "its amount" },
    description: "an invoice was paid",
  },
  "order.delivered": {
    objects: ["order"],
    payload: { number: "number of the order" },
    description: "an order was delivered",
  },
  "activity.completed": {
    objects: ["*"],
    payload: {
      type: "type of the activity",
      summary: "its summary",
      result: "what came of it",
      automated: "true where an automation completed it",
    },
    description: "an activity was done; reported for the activity and for the record it belongs to",
  },
  "activity.overdue": {
    objects: ["*"],
    payload: { type: "type of the activity", summary: "its summary", due: "when it was due" },
    description: "an activity passed its due moment undone; reported for the activity and its record",
  },
  "event.invited": {
    objects: ["event"],
    payload: { attendee: "address that was invited" },
    description: "somebody was invited to a calendar event",
  },
  "event.responded": {
    objects: ["event"],
    payload: { attendee: "address that answered", answer: "accepted, declined or tentative" },
    description: "an invited person answered",
  },
  "webhook.received": {
    objects: [],
    payload: {},
    description: "the automation's inbound address was called; the payload is the body that was sent",
  },
} as const satisfies Readonly<Record<string, EventDescription>>;

export type EventName = keyof typeof EVENTS;
export const EVENT_NAMES = Object.keys(EVENTS) as readonly EventName[];
export const isEventName = (text: string): text is EventName => Object.hasOwn(EVENTS, text);
