import { fold } from "@cadencia/core/model";
import type { Origin, SaveUnit } from "../../records/index.ts";
import { contactsWithAddress, writeAddressState } from "./address-states.repo.ts";
import type { AddressState } from "./address-state.ts";

/**
 * Sets the state of an address. On each contact that bears it this is a save like any other: it stands in the
 * journal, and automations that watch `email_state` see it.
 */
export const setAddressState = async (
  unit: SaveUnit,
  { address, state }: { address: string; state: AddressState },
  origin?: Origin,
): Promise<void> => {
  const key = fold(address);
  const contacts = await contactsWithAddress(unit.tx, key);
  const edits = contacts.map((id) => ({
    id,
    input: { email_state: state },
    ...(origin === undefined ? {} : { origin }),
  }));
  await unit.update("contact", edits, true);
  await writeAddressState(unit.tx, key, state);
};
