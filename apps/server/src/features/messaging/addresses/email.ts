import { fold } from "@cadencia/core/model";
import { type Recipient, valueOf } from "../recipients/recipient.ts";

/** An e-mail address that can be used, and the form under which it counts as the same. */
export interface EmailAddress {
  readonly address: string;
  readonly key: string;
}

// One "@", no spaces, none of the characters that would end an address or a header (RFC 5322 §3.4).
const ADDRESS = /^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\]+$/;
const NAMED = /^[^<>]*<([^<>]+)>$/;

/** Reads `pedro@example.test` or `Pedro <pedro@example.test>`; null when it is no address. */
export const toEmailAddress = (text: string): EmailAddress | null => {
  const address = (NAMED.exec(text.trim())?.[1] ?? text).trim();
  return ADDRESS.test(address) ? { address, key: fold(address) } : null;
};

export const emailOf = (recipient: Recipient): EmailAddress | null => {
  const text = recipient.kind === "address" ? recipient.address : valueOf(recipient, "email");
  return text === null ? null : toEmailAddress(text);
};
