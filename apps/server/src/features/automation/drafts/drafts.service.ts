import { parseAutomation } from "@cadencia/contracts/automation";
import { formatPath } from "@cadencia/contracts/problems";
import { invalid, Refusal, StaleVersion } from "../../../platform/errors/index.ts";
import { readsEverything, requireRight } from "../../rights/index.ts";
import { findAutomation, type AutomationRow } from "../automations.repo.ts";
import { defineAutomation } from "../automations.service.ts";
import type { AutomationContext } from "../context.ts";
import { authorise } from "../publisher/authorise.ts";
import { publisherRights } from "../publisher/publisher-rights.ts";
import { untold } from "../publisher/told.ts";
import { publishAutomation, type ActiveRuns } from "../publishing/publish.ts";
import { visibleAutomation } from "../visible.ts";
import { listDrafts, readDraft, removeDraft, writeDraft, type DraftRow } from "./drafts.repo.ts";

export interface DraftEdit {
  /** The revision that was edited; 0: there is no draft yet. */
  readonly revision: number;
  /** The version that was edited; 0: the automation is still to be defined. */
  readonly baseVersion: number;
  readonly definition: Readonly<Record<string, unknown>>;
}

/** Refuses who may not edit the automation of a key; of one that is still to be defined, who may define none. */
export const authoriseDraft = async (
  context: AutomationContext,
  key: string,
  actor: string,
): Promise<void> => {
  if ((await findAutomation(context.unit.tx, key)) === null) {
    requireRight(publisherRights(context, actor), "create", "automation");
    return;
  }
  await visibleAutomation(context.unit.tx, key, actor);
  await authorise(context, key, { actor, action: "edit" });
};

/** What somebody else wrote may name what is hidden from a reader, and is not compiled to find out. */
const isShown = (context: AutomationContext, draft: DraftRow, actor: string): boolean =>
  draft.updatedBy === actor || readsEverything(publisherRights(context, actor), context.unit.catalog.model);

/** The draft of an automation, for who may edit it; null where there is none. */
export const shownDraft = async (
  context: AutomationContext,
  key: string,
  actor: string,
): Promise<DraftRow | null> => {
  await authoriseDraft(context, key, actor);
  const draft = await readDraft(context.unit.tx, key);
  if (draft !== null && !isShown(context, draft, actor)) throw untold(key, publisherRights(context, actor));
  return draft;
};

/** Drafts of automations that are not defined yet, or of all: those of others only for who reads everything. */
export const shownDrafts = async (
  context: AutomationContext,
  actor: string,
  { all }: { readonly all: boolean },
): Promise<DraftRow[]> =>
  (await listDrafts(context.unit.tx)).filter(
    (draft) => (all || draft.baseVersion === 0) && isShown(context, draft, actor),
  );

/** Keeps an edit. Refused with `conflict` where somebody kept another one meanwhile. */
export const saveDraft = async (
  context: AutomationContext,
  key: string,
  { actor, ...edit }: DraftEdit & { readonly actor: string },
): Promise<DraftRow> => {
  const { tx } = context.unit;
  await shownDraft(context, key, actor);
  const written = await writeDraft(tx, { key, ...edit, updatedBy: actor });
  const draft = await readDraft(tx, key);
  if (!written) throw stale(key, draft);
  if (draft === null) throw new Refusal("gone", `the draft of "${key}" is gone`);
  return draft;
};

const stale = (key: string, draft: DraftRow | null): Refusal => {
  if (draft === null)
    return new Refusal("conflict", `the draft of "${key}" was published or discarded meanwhile`);
  const who = draft.editorName ?? "somebody";
  return new StaleVersion("conflict", draft.revision, {
    field: "revision",
    code: "conflict",
    message: `${who} saved the draft of "${key}" meanwhile; it is at revision ${draft.revision}`,
  });
};

export const discardDraft = async (
  context: AutomationContext,
  key: string,
  { actor }: { readonly actor: string },
): Promise<void> => {
  await authoriseDraft(context, key, actor);
  if ((await removeDraft(context.unit.tx, key)) === 0)
    throw new Refusal("not_found", `automation "${key}" has no draft`);
};

interface DraftPublication {
  readonly actor: string;
  /** What was looked at: another one by now is refused. */
  readonly revision: number;
  readonly activeRuns: ActiveRuns;
}

/** Publishes a draft as it is kept, or defines the automation by it; there is no draft afterwards. */
export const publishDraft = async (
  context: AutomationContext,
  key: string,
  { actor, revision, activeRuns }: DraftPublication,
): Promise<AutomationRow> => {
  const draft = await shownDraft(context, key, actor);
  if (draft === null) throw new Refusal("not_found", `automation "${key}" has no draft`);
  if (draft.revision !== revision) throw stale(key, draft);
  const definition = { ...draft.definition, key, active: false };
  const row =
    draft.baseVersion === 0
      ? await defineAutomation(context, definition, { publisher: actor })
      : await publishDefinition(context, key, { draft, definition, actor, activeRuns });
  await removeDraft(context.unit.tx, key);
  return row;
};

const publishDefinition = async (
  context: AutomationContext,
  key: string,
  { draft, definition, actor, activeRuns }: Publishing,
): Promise<AutomationRow> => {
  const parsed = parseAutomation(definition);
  if (!parsed.ok)
    throw invalid(
      parsed.problems.map(({ path, code, message }) => ({ field: formatPath(path), code, message })),
    );
  return publishAutomation(context, key, {
    definition: parsed.automation,
    activeRuns,
    publisher: actor,
    basedOn: draft.baseVersion,
  });
};

interface Publishing {
  readonly draft: Pick<DraftRow, "baseVersion">;
  readonly definition: unknown;
  readonly actor: string;
  readonly activeRuns: ActiveRuns;
}
