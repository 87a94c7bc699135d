import type { SaveUnit } from "../../records/index.ts";
import { giveBackSlots } from "../caps/freed-slots.ts";
import { giveBackSmsCredits } from "../credits/credits.ts";
import { cancelQueued } from "./deliveries.repo.ts";

/** An early end of a run stops the messages of its steps that wait for another attempt. What is out stays out. */
export const cancelDeliveries = async (
  unit: SaveUnit,
  steps: readonly string[],
  reason: { readonly reason: string; readonly detail: string | null },
): Promise<void> => {
  const cancelled = await cancelQueued(unit.tx, steps, reason);
  for (const { cost } of cancelled) if (cost !== null) await giveBackSmsCredits(unit.tx, cost);
  await giveBackSlots(
    unit,
    cancelled.filter(({ capped }) => capped).map(({ recipient }) => recipient),
  );
  const edits = cancelled.flatMap(({ message }) =>
    message === null ? [] : [{ id: message, input: { state: "failed" } }],
  );
  await unit.update("message", edits, true);
};
