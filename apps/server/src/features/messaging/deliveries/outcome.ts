import type { SendingReason } from "./delivery.ts";

export type DeliveryState = "queued" | "sending" | "sent" | "failed" | "uncertain" | "held" | "cancelled";

/** How a delivery stands, as far as its step is concerned. */
export interface DeliveryStanding {
  readonly state: DeliveryState;
  readonly status: "failed" | "suppressed" | "skipped" | null;
  readonly reason: SendingReason | null;
  readonly detail: string | null;
  readonly warning: string | null;
}

/** How a step ends whose deliveries all have an outcome. A subset of the engine's StepOutcome, and `uncertain`. */
export type SendingOutcome =
  | { readonly status: "done"; readonly reason?: "missing_person"; readonly detail?: string }
  | {
      readonly status: "failed" | "suppressed" | "skipped";
      readonly reason: SendingReason;
      readonly detail: string;
    }
  | { readonly status: "uncertain"; readonly reason: "uncertain"; readonly detail: string };

const isOpen = ({ state }: DeliveryStanding): boolean => state === "queued" || state === "sending";

/**
 * The outcome of a step with several recipients: uncertain if any is, else done if any went, else the first
 * reason. Null while one of them is still open.
 */
export const outcomeOfStep = (deliveries: readonly DeliveryStanding[]): SendingOutcome | null => {
  if (deliveries.some(isOpen)) return null;
  const uncertain = deliveries.find(({ state }) => state === "uncertain");
  if (uncertain !== undefined)
    return { status: "uncertain", reason: "uncertain", detail: uncertain.detail ?? "" };
  if (deliveries.some(({ state }) => state === "sent")) return doneWith(deliveries);
  const first = deliveries.find(({ reason }) => reason !== null);
  return {
    status: first?.status ?? "failed",
    reason: first?.reason ?? "error",
    detail: first?.detail ?? "nothing was sent",
  };
};

const doneWith = (deliveries: readonly DeliveryStanding[]): SendingOutcome => {
  const warning = deliveries.find((delivery) => delivery.warning !== null)?.warning ?? null;
  return warning === null
    ? { status: "done" }
    : { status: "done", reason: "missing_person", detail: warning };
};
