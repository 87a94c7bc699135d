import type { WorkspaceSettings } from "../../../platform/workspace/index.ts";
import { type Recipient, valueOf } from "../recipients/recipient.ts";
import { isTimeZone, zoneOfCountry } from "./country.ts";
import { homeCountry, phoneOf, type Phone } from "./phone.ts";

/**
 * The zone in which quiet hours count: the recipient's own, else that of the number's country, else the
 * workspace's. `phone` is the number that is written to; left out, it is looked for.
 */
export const customerZone = (
  recipient: Recipient,
  settings: Pick<WorkspaceSettings, "timeZone" | "locale">,
  phone?: Phone | null,
): string => {
  const own = valueOf(recipient, "timezone");
  if (own !== null && isTimeZone(own)) return own;
  // A colleague without a zone works in the workspace's, wherever the number was issued.
  if (recipient.kind === "user") return settings.timeZone;
  const known =
    phone === undefined ? phoneOf(recipient, { choice: "auto", home: homeCountry(settings) }) : phone;
  const country = known?.country ?? null;
  return (country === null ? null : zoneOfCountry(country, settings.timeZone)) ?? settings.timeZone;
};
