import type { JsonValue } from "@cadencia/core/model";
import type { Side } from "../content/side.ts";

/** What is handed to a transport, by channel. It is made once, when the step executes, and never rendered again. */
export type Payload = EmailPayload | SmsPayload | ChatPayload | CallPayload | WebhookPayload;
export type Channel = Payload["channel"];

export interface EmailPayload {
  readonly channel: "email";
  readonly to: string;
  readonly cc: readonly string[];
  readonly from: string;
  readonly fromName: string | null;
  readonly subject: string;
  readonly text: string;
  readonly html: string | null;
  /** Key of the template, if it was made from one. */
  readonly template: string | null;
  /** Where two templates are under test. */
  readonly side?: Side | null;
  readonly headers: Readonly<Record<string, string>>;
  /** It holds a secret of its recipient, such as a link that sets a password: nobody else may be shown it. */
  readonly confidential?: true;
}

export interface SmsPayload {
  readonly channel: "sms";
  readonly to: string;
  readonly from: string | null;
  readonly text: string;
  readonly segments: number;
  readonly encoding: "GSM-7" | "UCS-2";
  readonly template: string | null;
  /** Where two templates are under test. */
  readonly side?: Side | null;
}

export interface ChatPayload {
  readonly channel: "telegram" | "whatsapp" | "webchat";
  readonly to: string;
  readonly text: string;
  readonly template: string | null;
  /** Where two templates are under test. */
  readonly side?: Side | null;
}

/** A text that a voice gateway reads out. */
export interface CallPayload {
  readonly channel: "call";
  readonly to: string;
  readonly from: string | null;
  readonly text: string;
  readonly template: string | null;
  /** Where two templates are under test. */
  readonly side?: Side | null;
}

export interface WebhookPayload {
  readonly channel: "webhook";
  readonly to: string;
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: JsonValue;
}

/** Those that make a `message` record; a call of a webhook makes none. */
export type MessagePayload = Exclude<Payload, WebhookPayload>;
