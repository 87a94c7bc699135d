import type { SaveUnit } from "../../records/index.ts";
import type { QuietFor } from "./delivery.ts";
import type { Payload } from "./payload.ts";
import type { SendingOutcome } from "./outcome.ts";
import type { Origin } from "../../records/index.ts";

/** A message that went out, for `message.sent` on the record on whose timeline it stands. */
export interface SentMessage {
  readonly delivery: string;
  /** Id of the message record; null for a webhook. */
  readonly message: string | null;
  readonly step: string | null;
  readonly record: { readonly object: string; readonly id: string } | null;
  readonly origin: Origin;
  readonly payload: Payload;
}

/** A handover that could be made at an instant. */
export interface HandoverWish {
  readonly at: Temporal.Instant;
  /** When its recipient must not be disturbed. */
  readonly quiet: QuietFor | null;
}

/** When it may be made by its step's limits, or why that would be too late. */
export type HandoverMoment = { readonly at: Temporal.Instant } | { readonly late: string };

/** Hears of outcomes in the transaction that records them, so that a run never moves on without its reason. */
export interface DeliveryListener {
  /** Every delivery of the step has an outcome. Called once for each step. */
  finishStep(unit: SaveUnit, step: string, outcome: SendingOutcome): Promise<void>;
  /** Before `finishStep`, for each delivery that was handed over. */
  messageSent?(unit: SaveUnit, sent: SentMessage): Promise<void>;
  /** Asked before a further attempt, and for what lay while nobody worked. Left out: steps limit nothing. */
  mayBeMade?(unit: SaveUnit, step: string, wish: HandoverWish): Promise<HandoverMoment>;
}
