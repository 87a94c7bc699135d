import { parsePhoneNumberFromString, type CountryCode } from "libphonenumber-js";
import { type Recipient, valueOf } from "../recipients/recipient.ts";
import type { WorkspaceSettings } from "../../../platform/workspace/index.ts";
import { countryOfZone } from "./country.ts";

export interface Phone {
  /** E.164: "+34600000001". */
  readonly number: string;
  /** Null for numbers of no country (satellite, toll-free). */
  readonly country: CountryCode | null;
}

/** Which of a contact's numbers is meant; `auto` prefers the mobile one. */
export type PhoneChoice = "mobile" | "work" | "auto";

const FIELDS: Readonly<Record<PhoneChoice, readonly string[]>> = {
  mobile: ["mobile"],
  work: ["phone"],
  auto: ["mobile", "phone"],
};

/** The country that numbers without a prefix belong to: that of the workspace's zone, else of its language. */
export const homeCountry = (settings: Pick<WorkspaceSettings, "timeZone" | "locale">): CountryCode | null =>
  countryOfZone(settings.timeZone) ?? ({ es: "ES", ro: "RO", en: null } as const)[settings.locale];

/**
 * Reads a number as people write it. What has a possible length counts as usable: numbering plans change faster
 * than their lists, and whether a number is in use is for the gateway to say.
 */
export const toPhone = (text: string, home: CountryCode | null): Phone | null => {
  const options = home === null ? { extract: false } : { extract: false, defaultCountry: home };
  const parsed = parsePhoneNumberFromString(text, options);
  if (parsed === undefined || !parsed.isPossible()) return null;
  return { number: parsed.number, country: parsed.country ?? null };
};

/** The first usable number of the recipient. A user has one number only, whatever is asked for. */
export const phoneOf = (
  recipient: Recipient,
  { choice, home }: { choice: PhoneChoice; home: CountryCode | null },
): Phone | null => {
  if (recipient.kind === "address") return toPhone(recipient.address, home);
  const fields = recipient.kind === "user" ? ["phone"] : FIELDS[choice];
  for (const field of fields) {
    const text = valueOf(recipient, field);
    const phone = text === null ? null : toPhone(text, home);
    if (phone !== null) return phone;
  }
  return null;
};
