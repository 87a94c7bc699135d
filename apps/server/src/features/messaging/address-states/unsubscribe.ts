import type { SaveUnit } from "../../records/index.ts";
import { addressOfToken, lastTokenOf } from "./address-states.repo.ts";
import { setAddressState } from "./set-address-state.ts";

/**
 * What the one-click POST of RFC 8058 does; the same link fetched by GET only shows a page (§3.2: it must change
 * nothing, since scanners follow links). Says which address it was; null for a link that we did not make.
 */
export const unsubscribe = async (unit: SaveUnit, token: string): Promise<string | null> => {
  const address = await addressOfToken(unit.tx, token);
  if (address === null) return null;
  await setAddressState(unit, { address, state: "unsubscribed" });
  return address;
};

/** The token of the link in the last mail to an address. */
export const lastUnsubscribeToken = (unit: SaveUnit, address: string): Promise<string | null> =>
  lastTokenOf(unit.tx, address);
