import type { Action, Rights } from "@cadencia/core/rights";
import { Refusal } from "../../../platform/errors/index.ts";
import { forbiddenAction, requireRight } from "../../rights/index.ts";
import { findAutomation, listAutomations } from "../automations.repo.ts";
import type { AutomationContext } from "../context.ts";
import { readVersion } from "../rules.repo.ts";
import { readsAllOf } from "../runs-view.ts";
import { templatesOf } from "../template-use.ts";
import { publisherRights } from "./publisher-rights.ts";

/** Who acts on an automation, and what they do to it. Null: the system. */
interface Wish {
  readonly actor: string | null;
  readonly action: Action;
}

/** Refuses who may not do this to an automation; theirs is whose current version they published. */
export const authorise = async (
  context: AutomationContext,
  key: string,
  { actor, action }: Wish,
): Promise<void> => {
  const rights = publisherRights(context, actor);
  requireRight(rights, action, "automation");
  if (rights.scope("automation", action) === "all") return;
  const row = await findAutomation(context.unit.tx, key);
  if (row === null) return;
  const version = await readVersion(context.unit.tx, row.id, row.version);
  if (rights.may(action, { object: "automation", id: row.id, owner: version?.publisher ?? null })) return;
  throw new Refusal("forbidden", forbiddenAction(rights, action, "automation").message);
};

/**
 * Templates are live, and print with the rights of whoever published what uses them: one that others' automations
 * use is written only by who may read everything.
 */
export const authoriseTemplate = async (
  context: AutomationContext,
  key: string,
  actor: string,
): Promise<Rights> => {
  const { tx, catalog } = context.unit;
  const rights = publisherRights(context, actor);
  if (readsAllOf(rights, [...catalog.model.objects.keys()])) return rights;
  for (const row of await listAutomations(tx)) {
    const version = await readVersion(tx, row.id, row.version);
    if (version === null || version.publisher === actor || !templatesOf(version.definition).has(key))
      continue;
    const why = `automation "${row.key}" of somebody else uses it, and prints what they may read`;
    throw new Refusal("forbidden", `forbidden: the template "${key}" cannot be changed by you: ${why}`);
  }
  return rights;
};

/** Refuses who may not set in motion, or stop, what changes records of this object. */
export const authoriseForAll = (rights: Rights, object: string): void => {
  if (rights.scope(object, "edit") === "all") return;
  throw new Refusal("forbidden", forbiddenAction(rights, "edit", object).message);
};
