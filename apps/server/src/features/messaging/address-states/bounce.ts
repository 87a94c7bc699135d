import { fold } from "@cadencia/core/model";
import type { SaveUnit } from "../../records/index.ts";
import { countBounces, insertBounce, lastDeliveryTo, lockAddress } from "./address-states.repo.ts";
import { setAddressState } from "./set-address-state.ts";

/** A delivery report (RFC 3464) for one recipient. */
export interface DeliveryReport {
  readonly address: string;
  /** Enhanced status code, RFC 3463: "5.1.1". */
  readonly status: string;
  readonly action: "failed" | "delayed" | "delivered" | "relayed" | "expanded";
}

/** hard: the address does not exist · sender: refused because of us · soft: may work another time. */
export type BounceKind = "hard" | "sender" | "soft" | "none";

const MOST_SOFT = 5;
const SOFT_DAYS = 30;

/** 5.1.x is about the address, 5.7.x about policy and so about the sender; every other failure may pass. */
const kindOfBounce = ({ status, action }: DeliveryReport): BounceKind => {
  if (action !== "failed") return "none";
  if (status.startsWith("5.1.")) return "hard";
  return status.startsWith("5.7.") ? "sender" : "soft";
};

/**
 * Takes a report in: a hard bounce, or the fifth soft one in 30 days, makes the address `not_working`, and the
 * message it is about shows as bounced. What is the sender's fault leaves the recipient untouched: the caller
 * tells the admins when the answer is "sender".
 */
export const recordBounce = async (unit: SaveUnit, report: DeliveryReport): Promise<BounceKind> => {
  const { tx } = unit;
  const address = fold(report.address);
  const kind = kindOfBounce(report);
  if (kind === "none") return kind;
  await lockAddress(tx, address);
  const delivery = await lastDeliveryTo(tx, address);
  await insertBounce(tx, { ...report, address, kind, delivery: delivery?.id ?? null });
  if (delivery?.message)
    await unit.update("message", [{ id: delivery.message, input: { state: "bounced" } }], true);
  if (kind === "hard" || (kind === "soft" && (await isWornOut(unit, address)))) {
    await setAddressState(unit, { address, state: "not_working" });
  }
  return kind;
};

const isWornOut = async ({ tx }: SaveUnit, address: string): Promise<boolean> => {
  const since = tx.now.subtract({ hours: 24 * SOFT_DAYS });
  return (await countBounces(tx, address, { kind: "soft", since })) >= MOST_SOFT;
};
