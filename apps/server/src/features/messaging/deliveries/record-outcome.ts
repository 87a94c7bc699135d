import { giveBackSlots } from "../caps/freed-slots.ts";
import { giveBackSmsCredits } from "../credits/credits.ts";
import type { SaveUnit } from "../../records/index.ts";
import {
  endDelivery,
  hasRunEnded,
  lockSiblings,
  requeueDelivery,
  type LeasedDelivery,
} from "./deliveries.repo.ts";
import type { DeliveryListener } from "./listener.ts";
import { outcomeOfStep, type DeliveryStanding } from "./outcome.ts";

/** What became of one attempt. */
export type Attempt =
  | { readonly kind: "sent" }
  | { readonly kind: "retry"; readonly at: Temporal.Instant; readonly detail: string }
  /** It lay while nobody worked: nothing was handed over, and it goes on at that instant or as soon as it may. */
  | { readonly kind: "overdue"; readonly at: Temporal.Instant }
  | { readonly kind: "ended"; readonly standing: Omit<DeliveryStanding, "warning"> };

const SENT: Omit<DeliveryStanding, "warning"> = { state: "sent", status: null, reason: null, detail: null };

/** The states that a message record shows for the end of its delivery. */
const MESSAGE_STATE = {
  sent: "sent",
  failed: "failed",
  held: "failed",
  cancelled: "failed",
  uncertain: "uncertain",
} as const;

/**
 * Records an attempt, and ends the step when it was the last one open, all in the caller's transaction. A lease
 * that is no longer ours has been settled by somebody else: then nothing is recorded.
 */
export const recordOutcome = async (
  unit: SaveUnit,
  { delivery, attempt: made }: { delivery: LeasedDelivery; attempt: Attempt },
  listener: DeliveryListener,
): Promise<void> => {
  const wanted = await unlessRunEnded(unit, delivery, made);
  const siblings = await lockSiblings(unit.tx, delivery);
  const own = siblings.find(({ id }) => id === delivery.id);
  if (own?.state !== "sending" || own.lease !== delivery.lease) return;
  const attempt = await withinLimits(unit, { delivery, attempt: wanted }, listener);
  if (attempt.kind === "retry" || attempt.kind === "overdue") {
    await requeueDelivery(unit.tx, delivery.id, attempt);
    return;
  }
  const standing = { ...(attempt.kind === "sent" ? SENT : attempt.standing), warning: own.warning };
  await endDelivery(unit.tx, delivery.id, standing);
  await showOnMessage(unit, delivery, standing);
  if (standing.state === "sent") await reportSent(unit, delivery, listener);
  const outcome = outcomeOfStep(siblings.map((sibling) => (sibling.id === delivery.id ? standing : sibling)));
  if (delivery.step !== null && outcome !== null) await listener.finishStep(unit, delivery.step, outcome);
  const isUnused = standing.state !== "sent" && standing.state !== "uncertain";
  if (!isUnused) return;
  if (delivery.cost !== null) await giveBackSmsCredits(unit.tx, delivery.cost);
  if (delivery.capped) await giveBackSlots(unit, [delivery.recipient]);
};

/** A further attempt keeps to what limits its step: the window, the recipient's night, and how late it may be. */
export const withinLimits = async (
  unit: SaveUnit,
  { delivery, attempt }: { delivery: LeasedDelivery; attempt: Attempt },
  listener: DeliveryListener,
): Promise<Attempt> => {
  if (attempt.kind !== "retry" && attempt.kind !== "overdue") return attempt;
  if (delivery.step === null || listener.mayBeMade === undefined) return attempt;
  const wish = { at: attempt.at, quiet: delivery.quiet };
  const moment = await listener.mayBeMade(unit, delivery.step, wish);
  if ("at" in moment) return { ...attempt, at: moment.at };
  const detail = attempt.kind === "retry" ? `${moment.late}; ${attempt.detail}` : moment.late;
  return { kind: "ended", standing: { state: "failed", status: "skipped", reason: "late", detail } };
};

/** A run that ended while its message was in hand does not go on with it. */
const unlessRunEnded = async (
  { tx }: SaveUnit,
  { id }: LeasedDelivery,
  attempt: Attempt,
): Promise<Attempt> => {
  if (attempt.kind !== "retry" && attempt.kind !== "overdue") return attempt;
  if (!(await hasRunEnded(tx, id))) return attempt;
  const detail = attempt.kind === "retry" ? attempt.detail : "its run has ended";
  return { kind: "ended", standing: { state: "failed", status: "failed", reason: "error", detail } };
};

const showOnMessage = async (
  unit: SaveUnit,
  delivery: LeasedDelivery,
  { state }: DeliveryStanding,
): Promise<void> => {
  if (delivery.message === null || state === "queued" || state === "sending") return;
  const edit = { id: delivery.message, input: { state: MESSAGE_STATE[state] }, origin: delivery.origin };
  await unit.update("message", [edit], true);
};

const reportSent = async (
  unit: SaveUnit,
  delivery: LeasedDelivery,
  listener: DeliveryListener,
): Promise<void> => {
  const { object, record } = delivery;
  await listener.messageSent?.(unit, {
    delivery: delivery.id,
    message: delivery.message,
    step: delivery.step,
    record: object === null || record === null ? null : { object, id: record },
    origin: delivery.origin,
    payload: delivery.payload,
  });
};
