import { isDeepStrictEqual } from "node:util";
import {
  changeAutomation,
  printAutomation,
  type Automation,
  type AutomationChange,
  type AutomationInput,
} from "@cadencia/contracts/automation";
import { formatPath } from "@cadencia/contracts/problems";
import { Refusal, invalid } from "../../../platform/errors/index.ts";
import { ownRules } from "../../../platform/workspace/index.ts";
import { raiseRulesRevision } from "../../objects/index.ts";
import { insertVersion, type AutomationRow } from "../automations.repo.ts";
import { existing, ruleOf, watchFromNow, type Publisher } from "../automations.service.ts";
import { catchUp, finishChangingRuns } from "../catch-up.ts";
import { changeRuns } from "../changing/change-runs.ts";
import { endAllRuns } from "../changing/end-all-runs.ts";
import type { AutomationContext } from "../context.ts";
import { dropJobs } from "../jobs/jobs.repo.ts";
import { authorise, authoriseRuns } from "../publisher/authorise.ts";
import { publisherRights } from "../publisher/publisher-rights.ts";
import { readVersion } from "../rules.repo.ts";
import { acceptAutomation } from "../validate.ts";
import { ensureAddress } from "../webhook/addresses.ts";

/** What becomes of an automation: whole top-level keys are replaced, or the definition as a whole. */
type NewVersion = { readonly change: AutomationChange } | { readonly definition: Automation };

/**
 * What becomes of active runs: they finish on the version they began with, move to the new one step by step by id,
 * or their open steps are cancelled.
 */
export type ActiveRuns = "finish" | "move" | "cancel";

export type Publication = Publisher &
  NewVersion & {
    readonly activeRuns: ActiveRuns;
    /** The version that was edited; another one by now is refused. */
    readonly basedOn?: number | undefined;
    /** The version whose content this is. */
    readonly restores?: number;
  };

/** Publishes a new version of an automation, and says what becomes of its active runs. */
export const publishAutomation = async (
  context: AutomationContext,
  key: string,
  { activeRuns, publisher, basedOn, restores, ...next }: Publication,
): Promise<AutomationRow> => {
  const { tx } = context.unit;
  await ownRules(tx);
  const row = await existing(context, key);
  await authorise(context, key, { actor: publisher, action: "edit" });
  // Cancelling and moving change what waits for records of others.
  if (activeRuns !== "finish") await authoriseRuns(context, row, publisherRights(context, publisher));
  refuseStale(row, basedOn);
  const before = await readVersion(tx, row.id, row.version);
  if (before === null) throw new Refusal("not_found", `version ${row.version} of "${key}" is gone`);
  const wanted = nextDefinition(before.definition, next);
  const { definition, segments } = await acceptAutomation(context, wanted, publisher);
  refuseOtherObject(row, definition);
  await finishChangingRuns(context, [row.id]);
  if (row.state === "active") await catchUp(context, { of: [row.id], many: true });
  // Whom it had still to enter when it was switched off matched what it was entered by.
  else if (!isDeepStrictEqual(before.definition.trigger, definition.trigger))
    await dropJobs(tx, row.id, "enter");
  const version = row.version + 1;
  await insertVersion(tx, {
    automation: row.id,
    version,
    definition,
    segments,
    publisher,
    activeRuns,
    restores,
  });
  await ensureAddress(tx, { id: row.id, definition });
  if (activeRuns === "cancel")
    await endAllRuns(context, row.id, { reason: "version_replaced", before: version });
  const rule = await ruleOf(context, { ...row, version });
  if (row.state === "active") await watchFromNow(context, rule);
  if (activeRuns === "move")
    await changeRuns(context, { automation: row.id, change: "move", version, from: null }, rule);
  await raiseRulesRevision(tx);
  return existing(context, key);
};

/** Records of another object could not stand where its runs stand. */
export const refuseOtherObject = (
  { key, object }: Pick<AutomationRow, "key" | "object">,
  next: Pick<Automation, "object">,
): void => {
  if (next.object === object) return;
  throw new Refusal(
    "conflict",
    `automation "${key}" works on ${object}; make another one for ${next.object}`,
  );
};

const refuseStale = ({ key, version }: AutomationRow, basedOn: number | undefined): void => {
  if (basedOn === undefined || basedOn === version) return;
  throw new Refusal(
    "conflict",
    `automation "${key}" is at version ${version} by now, not ${basedOn}; look at what changed and publish again`,
  );
};

const nextDefinition = (before: Automation, next: NewVersion): AutomationInput => {
  if ("definition" in next) return printAutomation(next.definition);
  const changed = changeAutomation(before, next.change);
  if (changed.ok) return printAutomation(changed.automation);
  throw invalid(
    changed.problems.map((problem) => ({
      field: formatPath(problem.path),
      code: problem.code,
      message: problem.message,
    })),
  );
};
