import type { CallerPayload } from "@cadencia/contracts/api";
import { ACTIONS, CONFIGURATION, type Rights } from "@cadencia/core/rights";
import type { Model } from "@cadencia/core/model";
import { toLocale } from "../../../platform/i18n/index.ts";
import { inTransaction, type Workspace } from "../../../platform/workspace/index.ts";
import { readCatalog } from "../../objects/index.ts";
import { readDirectory, rightsIn } from "../../records/index.ts";
import type { Caller } from "../caller.ts";

/** Who somebody is here, what they may do, and in whose workspace. */
export const presentCaller = (workspace: Workspace, caller: Omit<Caller, "key">): Promise<CallerPayload> =>
  inTransaction(workspace, async (tx) => {
    const catalog = await readCatalog(tx);
    const directory = await readDirectory(tx, catalog);
    const rights = rightsIn(catalog, directory, caller.user);
    const { settings, model } = catalog;
    const values = directory.users.get(caller.user)?.values ?? {};
    const text = (key: string): string | null => {
      const value = values[key];
      return typeof value === "string" && value !== "" ? value : null;
    };
    return {
      user: {
        id: caller.user,
        name: text("name") ?? text("handle") ?? "",
        email: text("email"),
        role: { key: rights.role.key, label: rights.role.label },
        language: toLocale(text("locale")) ?? settings.locale,
        timezone: text("timezone") ?? settings.timeZone,
      },
      workspace: {
        name: settings.name,
        currency: settings.currency,
        locale: settings.locale,
        timezone: settings.timeZone,
        demo: settings.demo,
        clock_ahead: Math.round(workspace.ahead.milliseconds / 1000),
      },
      rights: tableOf(rights, model),
      read_only_fields: lockedFields(rights, model),
      session: caller.session,
    };
  });

const tableOf = (rights: Rights, model: Model): CallerPayload["rights"] =>
  Object.fromEntries(
    [...model.objects.keys(), ...CONFIGURATION].map((object) => [
      object,
      Object.fromEntries(ACTIONS.map((action) => [action, rights.scope(object, action)])) as Record<
        (typeof ACTIONS)[number],
        ReturnType<Rights["scope"]>
      >,
    ]),
  );

const lockedFields = (rights: Rights, { objects }: Model): string[] =>
  rights.everything
    ? []
    : [...objects.values()].flatMap(({ key, fields }) =>
        [...fields.keys()].filter((field) => rights.locks(key, field)).map((field) => `${key}.${field}`),
      );
