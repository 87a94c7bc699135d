import type { SaveUnit } from "../../records/index.ts";
import { endDelivery, lockSiblings } from "./deliveries.repo.ts";
import type { SentMessage } from "./listener.ts";
import { outcomeOfStep, type SendingOutcome } from "./outcome.ts";
import { readUncertain, requeueUncertain } from "./settle.repo.ts";

/** A message of which nobody knew whether it went out, as it was before somebody said so. */
export interface SettledMessage {
  readonly sent: SentMessage;
  /** How its step stands now; null while other messages of it are open, or where it is of no step. */
  readonly outcome: SendingOutcome | null;
}

/** A person says that it went out. Null: it is not uncertain any more. */
export const settleAsSent = async (unit: SaveUnit, id: string): Promise<SettledMessage | null> => {
  const delivery = await readUncertain(unit.tx, id);
  if (delivery === null) return null;
  const siblings = await lockSiblings(unit.tx, delivery);
  const own = siblings.find((sibling) => sibling.id === id);
  if (own?.state !== "uncertain") return null;
  const standing = { ...own, state: "sent", status: null, reason: null, detail: null } as const;
  await endDelivery(unit.tx, id, standing);
  await show(unit, delivery, "sent");
  const outcome = outcomeOfStep(siblings.map((sibling) => (sibling.id === id ? standing : sibling)));
  const { object, record } = delivery;
  const sent: SentMessage = {
    delivery: id,
    message: delivery.message,
    step: delivery.step,
    record: object === null || record === null ? null : { object, id: record },
    origin: delivery.origin,
    payload: delivery.payload,
  };
  return { sent, outcome: delivery.step === null ? null : outcome };
};

/** A person has it sent once more, as it was made. False: it is not uncertain any more. */
export const sendAgain = async (unit: SaveUnit, id: string): Promise<boolean> => {
  const delivery = await readUncertain(unit.tx, id);
  if (delivery === null) return false;
  const siblings = await lockSiblings(unit.tx, delivery);
  if (siblings.find((sibling) => sibling.id === id)?.state !== "uncertain") return false;
  await requeueUncertain(unit.tx, id);
  await show(unit, delivery, "queued");
  unit.tx.afterCommit(unit.tx.workspace.onWork);
  return true;
};

type Delivery = NonNullable<Awaited<ReturnType<typeof readUncertain>>>;

const show = async (unit: SaveUnit, { message, origin }: Delivery, state: string): Promise<void> => {
  if (message === null) return;
  await unit.update("message", [{ id: message, input: { state }, origin }], true);
};
