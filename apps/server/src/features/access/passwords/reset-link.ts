import { noSuch } from "@cadencia/core/nearest";
import { Refusal } from "../../../platform/errors/index.ts";
import { toLocale, translate } from "../../../platform/i18n/index.ts";
import { inTransaction, type Transaction, type Workspace } from "../../../platform/workspace/index.ts";
import { queueAccountMail } from "../../messaging/index.ts";
import { readCatalog } from "../../objects/index.ts";
import { readDirectory } from "../../records/index.ts";
import { hashOf, newToken } from "../secret.ts";
import { findAccount, lockAccount, type Account } from "./credentials.repo.ts";
import { countResets, forgetOldResets, insertReset } from "./resets.repo.ts";

/** So many links of one person are good at a time: nobody's mailbox is filled by asking for more. */
const MOST_LINKS = 3;

/** Behind `#`, so that neither a log nor another site's page ever sees it. */
const linkTo = (base: string, token: string): string =>
  `${base.replace(/\/+$/, "")}/reset-password#token=${token}`;

const newLink = async (tx: Transaction, { user }: Account, base: string): Promise<string> => {
  const token = newToken();
  await forgetOldResets(tx);
  await insertReset(tx, user, hashOf(token));
  return linkTo(base, token);
};

/** Mails a link to whoever has the address; does nothing for an address that nobody has. */
export const mailResetLink = (workspace: Workspace, email: string): Promise<void> =>
  inTransaction(workspace, async (tx) => {
    const found = await findAccount(tx, email);
    // Locked, so that requests at the same moment are counted one after the other.
    const account = found === null ? null : await lockAccount(tx, found.user);
    if (account === null || account.email === null) return;
    if ((await countResets(tx, account.user)) >= MOST_LINKS) return;
    const { settings } = await readCatalog(tx);
    const link = await newLink(tx, account, settings.publicUrl);
    const language = toLocale(account.locale) ?? settings.locale;
    await queueAccountMail(tx, {
      to: account.email,
      subject: translate(language, "mail.reset.subject", { workspace: settings.name }),
      text: translate(language, "mail.reset.text", { workspace: settings.name, link }),
    });
  });

/** The link itself, for whoever runs the server; `base` gives the address of the server from its settings. */
export const printResetLink = (
  workspace: Workspace,
  email: string,
  base: (publicUrl: string) => string,
): Promise<string> =>
  inTransaction(workspace, async (tx) => {
    const account = await findAccount(tx, email);
    const catalog = await readCatalog(tx);
    if (account !== null) return newLink(tx, account, base(catalog.settings.publicUrl));
    const { users } = await readDirectory(tx, catalog);
    const addresses = [...users.values()]
      .filter(({ deletedAt, values }) => deletedAt === null && values["active"] !== false)
      .map(({ values }) => values["email"])
      .filter((address) => typeof address === "string");
    throw new Refusal("not_found", noSuch("active user", email, addresses));
  });
