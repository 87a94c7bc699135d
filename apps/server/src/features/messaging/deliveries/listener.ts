import type { SaveUnit } from "../../records/index.ts";
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

/** Hears of outcomes in the transaction that records them, so that a run never moves on without its reason. */
export interface DeliveryListener {
  /** Every delivery of the step has an outcome. Called once for each step. */
  finishStep(unit: SaveUnit, step: string, outcome: SendingOutcome): Promise<void>;
  /** Before `finishStep`, for each delivery that was handed over. */
  messageSent?(unit: SaveUnit, sent: SentMessage): Promise<void>;
}
