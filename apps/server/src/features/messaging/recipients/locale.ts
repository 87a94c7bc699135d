import { toLocale, type Locale } from "../../../platform/i18n/index.ts";
import { type Recipient, valueOf } from "./recipient.ts";

/** The language a recipient is written to in: the recipient's own, else the workspace's. */
export const localeOf = (recipient: Recipient, workspace: Locale): Locale =>
  toLocale(valueOf(recipient, "locale")) ?? workspace;
