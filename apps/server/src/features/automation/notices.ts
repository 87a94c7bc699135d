import { hasText, translate, type Locale } from "../../platform/i18n/index.ts";
import type { Directory } from "../records/index.ts";
import type { AutomationContext } from "./context.ts";
import { insertNotices } from "./notices.repo.ts";

interface Notice {
  readonly key: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly automation: string | null;
  /** Told once for each such key, however often it happens. */
  readonly once: string;
}

const adminsOf = (directory: Directory) =>
  [...directory.users.values()].filter(
    (user) => user.values["role"] === "admin" && user.deletedAt === null && user.values["active"] !== false,
  );

/** A reason is told in the reader's language. */
const reasonIn = (locale: Locale, reason: string | number | undefined): { reason?: string } =>
  typeof reason === "string" && hasText(`reason.${reason}`)
    ? { reason: translate(locale, `reason.${reason}`) }
    : {};

/** Tells every admin, in their own language, once for each matter. */
export const notifyAdmins = async (context: AutomationContext, notice: Notice): Promise<void> => {
  const { unit, directory } = context;
  const notices = adminsOf(directory).map((admin) => {
    const locale = (admin.values["locale"] ?? unit.catalog.settings.locale) as Locale;
    return {
      id: unit.tx.workspace.newId(),
      recipient: admin.id,
      text: translate(locale, notice.key, { ...notice.params, ...reasonIn(locale, notice.params["reason"]) }),
      automation: notice.automation,
      onceKey: `${notice.once}/${admin.id}`,
    };
  });
  if (notices.length > 0) await insertNotices(unit.tx, notices);
};
