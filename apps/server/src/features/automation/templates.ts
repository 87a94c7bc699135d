import { Refusal } from "../../platform/errors/index.ts";
import type { AutomationContext } from "./context.ts";
import { hideTemplate } from "./templates.repo.ts";
import { templatesOf } from "./template-use.ts";
import { listAutomations } from "./automations.repo.ts";
import { readVersion } from "./rules.repo.ts";

/** A template that a current version uses cannot be removed. */
export const removeTemplate = async (context: AutomationContext, key: string): Promise<void> => {
  const { tx } = context.unit;
  for (const row of await listAutomations(tx)) {
    const version = await readVersion(tx, row.id, row.version);
    if (version !== null && templatesOf(version.definition).has(key)) {
      throw new Refusal("in_use", `the template "${key}" is used by automation "${row.key}"`);
    }
  }
  if ((await hideTemplate(tx, key)) === 0) throw new Refusal("not_found", `there is no template "${key}"`);
};
