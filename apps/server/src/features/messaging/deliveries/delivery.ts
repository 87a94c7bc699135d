import type { QuietHours } from "@cadencia/core/schedule";
import type { Origin } from "../../records/index.ts";
import type { HeldState } from "../address-states/address-state.ts";
import type { Channel, Payload } from "./payload.ts";

/** Why a message does not reach its recipient, in the reason codes of automation.md. */
export type SendingReason =
  | HeldState
  | "no_recipient"
  | "no_consent"
  | "no_credit"
  | "quiet_hours"
  | "missing_person"
  | "missing_template"
  | "missing_value"
  | "missing_field"
  | "late"
  | "uncertain"
  | "error";

/** How one recipient fared who got nothing. */
export type NotSent =
  | { readonly status: "failed"; readonly reason: SendingReason; readonly detail: string }
  /** Held back for the recipient's own sake. */
  | { readonly status: "suppressed"; readonly reason: SendingReason; readonly detail: string };

export interface QuietFor extends QuietHours {
  readonly timeZone: string;
}

/** The step of a run that a delivery belongs to; none for what a person sends by hand. */
export interface DeliverySource {
  readonly step: string | null;
  readonly stepKey: string | null;
  readonly run: string | null;
  readonly automation: string | null;
  readonly record: { readonly object: string; readonly id: string } | null;
  readonly origin: Origin;
}

/** One message to one recipient, ready to be queued. */
export interface NewDelivery {
  readonly id: string;
  /** What tells recipients of one step apart: a folded address, a number, a URL. */
  readonly recipient: string;
  readonly payload: Payload;
  /** Address states that stop it, looked up again before each attempt. */
  readonly stoppedBy: readonly HeldState[];
  /** When the recipient must not be disturbed by a further attempt either. */
  readonly quiet: QuietFor | null;
  /** Credits reserved for it, given back when it does not go out. */
  readonly cost: string | null;
  /** Of its unsubscribe link. */
  readonly token: string | null;
}

/** What one step sends, and whom it leaves out and why; in the order of its recipients. */
export interface Dispatch {
  readonly source: DeliverySource;
  /** Who stands in for a person who is gone. */
  readonly warning: string | null;
  readonly parcels: readonly Parcel[];
}

export type Parcel =
  | { readonly kind: "send"; readonly delivery: NewDelivery }
  | {
      readonly kind: "held";
      readonly channel: Channel;
      readonly recipient: string;
      readonly notSent: NotSent;
    };
