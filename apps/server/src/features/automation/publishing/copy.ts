import { printAutomation } from "@cadencia/contracts/automation";
import { ownRules } from "../../../platform/workspace/index.ts";
import { translate } from "../../../platform/i18n/index.ts";
import type { AutomationRow } from "../automations.repo.ts";
import { defineAutomation, existing, type Publisher } from "../automations.service.ts";
import type { AutomationContext } from "../context.ts";
import { publisherRights } from "../publisher/publisher-rights.ts";
import { refuseUntold } from "../publisher/told.ts";
import { readVersion } from "../rules.repo.ts";
import { Refusal } from "../../../platform/errors/index.ts";

export interface AutomationCopy extends Publisher {
  readonly key: string;
  /** The original's name and the word for "copy" unless given. */
  readonly name?: string | undefined;
}

/** Copies the current version of an automation. The copy is switched off and has no history. */
export const copyAutomation = async (
  context: AutomationContext,
  key: string,
  copy: AutomationCopy,
): Promise<AutomationRow> => {
  const { tx, catalog } = context.unit;
  await ownRules(tx);
  const row = await existing(context, key);
  const source = await readVersion(tx, row.id, row.version);
  if (source === null) throw new Refusal("not_found", `version ${row.version} of "${key}" is gone`);
  const rights = publisherRights(context, copy.publisher);
  await refuseUntold(context, row, { rights, version: row.version });
  const { definition } = source;
  const name = copy.name ?? `${definition.name} ${translate(catalog.settings.locale, "copy")}`;
  const copied = printAutomation({ ...definition, key: copy.key, name });
  return defineAutomation(context, copied, { publisher: copy.publisher });
};
