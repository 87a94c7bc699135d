import { Refusal, invalid } from "../../platform/errors/index.ts";
import { ownRules, type Transaction } from "../../platform/workspace/index.ts";
import { formatPath } from "@cadencia/contracts/problems";
import { timeFields } from "@cadencia/core/filter";
import { parkDeliveries } from "../messaging/index.ts";
import { ensureDateIndex, ensureFindIndex, raiseRulesRevision } from "../objects/index.ts";
import { requireRight } from "../rights/index.ts";
import {
  findAutomation,
  insertAutomation,
  insertVersion,
  noteExisting,
  setState,
  type AutomationRow,
} from "./automations.repo.ts";
import type { AutomationContext } from "./context.ts";
import { forgetMinutes } from "./circuits.repo.ts";
import { clearMembers } from "./membership.repo.ts";
import { catchUp, finishChangingRuns } from "./catch-up.ts";
import { changeRuns } from "./changing/change-runs.ts";
import { endAllRuns } from "./changing/end-all-runs.ts";
import { clearMoments, clearTriggerMoments, takeParts } from "./moments.repo.ts";
import type { Reason } from "./reasons.ts";
import { compileRule, type Rule } from "./rule.ts";
import { readVersion } from "./rules.repo.ts";
import { dropJobs, insertJobs, parkJobs } from "./jobs/jobs.repo.ts";
import { unseedUnjudged } from "./jobs/unseed-unjudged.ts";
import { enterExisting } from "./entering/enter-existing.ts";
import { noteStandingGoals, readVersionsOfActiveRuns } from "./pauses.repo.ts";
import { resumeSteps, type Resume } from "./resume.ts";
import { armSchedule } from "./schedule.ts";
import { joinMatching, seedMembers } from "./seed.repo.ts";
import { followsSeries } from "./recurring/series.ts";
import { ensureSeriesIndex } from "./search.repo.ts";
import { removeIdleSweep } from "./idle/idle-sweep.repo.ts";
import { removeSweep } from "./sweep.repo.ts";
import { sweepRule } from "./sweep.ts";
import { ensureAddress } from "./webhook/addresses.ts";
import { publisherRights } from "./publisher/publisher-rights.ts";
import { acceptAutomation } from "./validate.ts";

export interface Publisher {
  /** The user whose rights the automation acts with; null for the system. */
  readonly publisher: string | null;
}

/** Defines an automation, switched off. Refused, naming every fault, when this workspace could not run it. */
export const defineAutomation = async (
  context: AutomationContext,
  input: unknown,
  { publisher }: Publisher,
): Promise<AutomationRow> => {
  const { tx } = context.unit;
  await ownRules(tx);
  requireRight(publisherRights(context, publisher), "create", "automation");
  const { definition, segments } = await acceptAutomation(context, input, publisher);
  if ((await findAutomation(tx, definition.key)) !== null) {
    throw new Refusal(
      "conflict",
      `there is an automation "${definition.key}" already; publish a new version of it`,
    );
  }
  const id = tx.workspace.newId();
  await insertAutomation(tx, id, definition);
  await insertVersion(tx, { automation: id, version: 1, definition, segments, publisher });
  await ensureAddress(tx, { id, definition });
  await raiseRulesRevision(tx);
  return existing(context, definition.key);
};

export const existing = async (
  { unit }: Pick<AutomationContext, "unit">,
  key: string,
): Promise<AutomationRow> => {
  const row = await findAutomation(unit.tx, key);
  if (row === null) throw new Refusal("not_found", `there is no automation "${key}"`);
  return row;
};

/** The rule of an automation's version, compiled afresh: what this transaction changed is not in any cache. */
export const ruleOf = async (
  { unit }: AutomationContext,
  row: Pick<AutomationRow, "id" | "version" | "key">,
): Promise<Rule> => {
  const source = await readVersion(unit.tx, row.id, row.version);
  const compiled =
    source === null
      ? null
      : compileRule(source, { model: unit.catalog.model, resolve: unit.options.resolve });
  if (compiled?.ok === true) return compiled.rule;
  const problems = compiled?.problems ?? [];
  throw invalid(
    problems.map((problem) => ({
      field: formatPath(problem.path),
      code: problem.code,
      message: problem.message,
    })),
  );
};

export interface Activation {
  /** Also the records that match already; otherwise only those that begin to match from now on. */
  readonly existing: boolean;
  /** Of the new ones, only records made since. */
  readonly createdAfter?: boolean;
  /** What becomes of steps that waited while it was off. */
  readonly resume?: Resume;
}

/**
 * Does ahead, beside other people's saves, what activation would do while they wait: of a million records 81,000
 * become members here, and activation only looks for what changed since. Does nothing that shows.
 */
export const prepareActivation = async (context: AutomationContext, key: string): Promise<void> => {
  const row = await findAutomation(context.unit.tx, key);
  if (row === null || row.state === "active") return;
  const { id, object, trigger } = await ruleOf(context, row);
  if (trigger.kind !== "enters") return;
  await joinMatching(context.unit, { automation: id, object, filter: trigger.watched.filter });
};

/** Switches an automation on. */
export const activateAutomation = async (
  context: AutomationContext,
  key: string,
  activation: Activation,
): Promise<void> => {
  const { tx } = context.unit;
  await ownRules(tx);
  const row = await existing(context, key);
  if (row.state === "active") throw alreadyActive(key);
  await finishChangingRuns(context, [row.id]);
  const now = tx.now.toString();
  await setState(tx, row.id, {
    state: "active",
    createdAfter: activation.createdAfter === true ? now : null,
  });
  const rule = await ruleOf(context, row);
  refuseActivation(row, rule, activation);
  await forgetMinutes(tx, row.id);
  await watchFromNow(context, rule, { alsoNow: true });
  const resumed = await resumeSteps(context, { rule, row, how: activation.resume ?? "shift" });
  if (activation.existing) {
    // What an earlier activation left of it is part of this one.
    await dropJobs(tx, row.id, "enter");
    await noteExisting(tx, row.id);
    await enterExisting(context, rule, { later: !resumed });
  }
  await raiseRulesRevision(tx);
  tx.afterCommit(tx.workspace.onWork);
};

const alreadyActive = (key: string): Refusal =>
  new Refusal("conflict", `automation "${key}" is active already`);

/** What no activation can mean, and what its preview refuses in the same words. */
export const refuseActivation = (
  { key, state }: Pick<AutomationRow, "key" | "state">,
  { trigger: { kind } }: Rule,
  { existing: alsoExisting, createdAfter = false }: Activation,
): void => {
  if (state === "active") throw alreadyActive(key);
  if (!alsoExisting) return;
  if (kind === "on" || kind === "event" || kind === "manual")
    throw new Refusal("conflict", `automation "${key}": "existing" means nothing for the trigger "${kind}"`);
  if (createdAfter)
    throw new Refusal(
      "conflict",
      `automation "${key}": "created_after" narrows new records and cannot go with "existing"`,
    );
};

/**
 * Who matches now is a member without having entered; moments after now are armed, of older records too. `alsoNow`: an
 * occurrence of this very instant counts, which the version before has had where it was active.
 */
export const watchFromNow = async (
  context: AutomationContext,
  rule: Rule,
  { alsoNow = false }: { readonly alsoNow?: boolean } = {},
): Promise<void> => {
  const { unit } = context;
  await clearTriggerMoments(unit.tx, rule.id);
  if (rule.trigger.kind === "enters") {
    await seedMembers(unit, {
      automation: rule.id,
      object: rule.object,
      filter: rule.trigger.watched.filter,
    });
    await unseedUnjudged(context, rule);
    for (const { object, field } of timeFields(rule.trigger.watched.filter))
      await ensureDateIndex(unit.tx, object, field);
  }
  if (rule.trigger.kind === "date" && followsSeries(rule.object, rule.trigger.field))
    await ensureSeriesIndex(unit.tx);
  if (rule.trigger.kind === "date" && !rule.trigger.field.includes(".")) {
    await ensureDateIndex(unit.tx, rule.object, rule.trigger.field);
  }
  if (rule.trigger.kind === "event" && rule.trigger.find !== null) {
    await ensureFindIndex(unit.tx, unit.object(rule.object), rule.trigger.find.field);
  }
  await sweepRule(context, rule);
  await armSchedule(context, rule, unit.tx.now.subtract({ nanoseconds: alsoNow ? 1 : 0 }));
};

export const deactivateAutomation = async (context: AutomationContext, key: string): Promise<void> => {
  const { tx } = context.unit;
  await ownRules(tx);
  const row = await existing(context, key);
  if (row.state !== "active") throw new Refusal("conflict", `automation "${key}" is not active`);
  await catchUp(context, { of: [row.id], many: false });
  await switchOff(context, row, null);
};

/**
 * Nothing more starts, and what waits stays where it is: steps, messages, jobs, and what is left of presses, of
 * occurrences and of those who match already. `reason`: where nobody switches it off.
 */
export const switchOff = async (
  context: AutomationContext,
  row: AutomationRow,
  reason: Reason | null,
): Promise<void> => {
  const { tx } = context.unit;
  await finishChangingRuns(context, [row.id]);
  await setState(tx, row.id, { state: "inactive", offReason: reason });
  await parkDeliveries(tx, row.id);
  await noteGoals(context, row.id);
  await restJobs(tx, row.id);
  await changeRuns(context, { automation: row.id, change: "park" });
  await clearMoments(tx, row.id);
  await removeSweep(tx, row.id);
  await removeIdleSweep(tx, row.id);
  await raiseRulesRevision(tx);
};

const restJobs = async (tx: Transaction, automation: string): Promise<void> => {
  const parts = await takeParts(tx, automation);
  await insertJobs(
    tx,
    parts.map((task) => ({ kind: "moment", task })),
  );
  await parkJobs(tx, automation);
};

/** A goal is reached when it becomes true: whoever switches the automation on again has to know where it was. */
const noteGoals = async ({ unit, rules }: AutomationContext, automation: string): Promise<void> => {
  for (const version of await readVersionsOfActiveRuns(unit.tx, automation)) {
    const rule = await rules.version(unit.tx, automation, version);
    if (rule !== null && rule.goal !== null) await noteStandingGoals(unit, rule, rule.goal.filter);
  }
};

/** Deletes an automation: what waits is cancelled, the history stays. */
export const removeAutomation = async (context: AutomationContext, key: string): Promise<void> => {
  const { tx } = context.unit;
  await ownRules(tx);
  const row = await existing(context, key);
  await dropJobs(tx, row.id);
  await endAllRuns(context, row.id, { reason: "automation_deleted" });
  await clearMembers(tx, row.id);
  await clearMoments(tx, row.id);
  await removeSweep(tx, row.id);
  await removeIdleSweep(tx, row.id);
  await setState(tx, row.id, { state: "deleted" });
  await raiseRulesRevision(tx);
};
