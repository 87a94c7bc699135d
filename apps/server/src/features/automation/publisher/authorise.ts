import type { Action, Rights } from "@cadencia/core/rights";
import { Refusal } from "../../../platform/errors/index.ts";
import { forbiddenAction, readsEverything, requireRight, who } from "../../rights/index.ts";
import { findAutomation, listAutomations, type AutomationRow } from "../automations.repo.ts";
import type { Activation } from "../automations.service.ts";
import type { AutomationContext } from "../context.ts";
import { readVersion } from "../rules.repo.ts";
import type { SegmentApply } from "../segments/repin.ts";
import type { SegmentUser } from "../segments/segment-users.ts";
import { templatesOf } from "../template-use.ts";
import { publisherRights } from "./publisher-rights.ts";
import { hasRunsOfOthers } from "./runs-of-others.repo.ts";
import { refuseUntold } from "./told.ts";

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
  if (rights.everything) return;
  const row = await findAutomation(context.unit.tx, key);
  if (row === null) return;
  const version = await readVersion(context.unit.tx, row.id, row.version);
  if (!rights.may(action, { object: "automation", id: row.id, owner: version?.publisher ?? null }))
    throw new Refusal("forbidden", forbiddenAction(rights, action, "automation").message);
  if (action !== "read") await refuseUntold(context, row, { rights, version: row.version });
  if (action === "delete") await authoriseRuns(context, row, rights);
};

/** Refuses who may not do by hand what ending, moving or restarting the runs of an automation does to their records. */
export const authoriseRuns = async (
  context: AutomationContext,
  row: Pick<AutomationRow, "id" | "key" | "object">,
  rights: Rights,
): Promise<void> => {
  if (!(await hasRunsOfOthers(context, row, rights))) return;
  const message = `forbidden: automation "${row.key}" has runs under way on records that ${who(rights)} may not edit`;
  throw new Refusal("forbidden", message);
};

/** Refuses who may not switch an automation on in this way. */
export const authoriseActivation = async (
  context: AutomationContext,
  key: string,
  { actor, existing, resume }: { readonly actor: string | null } & Pick<Activation, "existing" | "resume">,
): Promise<void> => {
  await authorise(context, key, { actor, action: "edit" });
  const row = await findAutomation(context.unit.tx, key);
  if (row === null) return;
  const rights = publisherRights(context, actor);
  if (existing) authoriseForAll(rights, row.object);
  if (resume === "discard" || resume === "restart") await authoriseRuns(context, row, rights);
};

/** Refuses who may not do to these automations, and to the records of their runs, what an edit of their segment does. */
export const authoriseRepinning = async (
  context: AutomationContext,
  users: readonly SegmentUser[],
  { actor, apply }: { readonly actor: string | null; readonly apply: SegmentApply },
): Promise<void> => {
  const rights = publisherRights(context, actor);
  if (rights.everything) return;
  for (const { row } of users) {
    await authorise(context, row.key, { actor, action: "edit" });
    if (apply !== "all") continue;
    if (row.state === "active") authoriseForAll(rights, row.object);
    await authoriseRuns(context, row, rights);
  }
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
  if (readsEverything(rights, catalog.model)) return rights;
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
