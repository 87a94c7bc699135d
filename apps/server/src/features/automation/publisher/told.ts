import type { Automation } from "@cadencia/contracts/automation";
import { EVERYTHING, type Rights } from "@cadencia/core/rights";
import { Refusal } from "../../../platform/errors/index.ts";
import { readsEverything, who } from "../../rights/index.ts";
import type { AutomationRow } from "../automations.repo.ts";
import type { AutomationContext } from "../context.ts";
import type { RuleSource } from "../rule.ts";
import { readVersion } from "../rules.repo.ts";
import { readTemplateKeys } from "../templates.repo.ts";
import { faultsOf } from "../validate.ts";
import { judgings, type Judged } from "./judging.ts";

interface Written extends Pick<RuleSource, "segments"> {
  readonly definition: Automation;
}

/**
 * Whether somebody may see how an automation is written: they may unless it names something that is hidden from them,
 * which then is a fault by what they see and none by what there is.
 */
export const isTold = (
  judged: Judged,
  { definition, segments }: Written,
  { rights, templates }: { readonly rights: Rights; readonly templates: ReadonlySet<string> },
): boolean => {
  const { model } = judged.unit.catalog;
  if (readsEverything(rights, model)) return true;
  const { seen } = judgings(judged, rights);
  if (!seen.catalog.model.objects.has(definition.object)) return false;
  const known = { segments, templates };
  const standing = faultsOf(judgings(judged, EVERYTHING).whole, definition, known);
  const there = new Set(standing.map(({ message }) => message));
  return faultsOf(seen, definition, known).every(({ message }) => there.has(message));
};

/** Refuses who may not see how an automation is written, without saying what it is that they may not see. */
export const refuseUntold = async (
  context: AutomationContext,
  { id, key }: Pick<AutomationRow, "id" | "key">,
  { rights, version }: { readonly rights: Rights; readonly version: number },
): Promise<void> => {
  const { tx } = context.unit;
  if (readsEverything(rights, context.unit.catalog.model)) return;
  const source = await readVersion(tx, id, version);
  if (source === null || isTold(context, source, { rights, templates: await readTemplateKeys(tx) })) return;
  throw untold(key, rights);
};

export const untold = (key: string, rights: Rights): Refusal =>
  new Refusal("forbidden", `forbidden: automation "${key}" names what ${who(rights)} may not see`);
