import { Refusal } from "../../../platform/errors/index.ts";
import { raiseRulesRevision } from "../../objects/index.ts";
import { noteExisting, readSegments } from "../automations.repo.ts";
import { watchFromNow } from "../automations.service.ts";
import { completeOfNonMembers } from "../auto-complete.ts";
import { catchUp, finishChangingRuns } from "../catch-up.ts";
import { changeRuns } from "../changing/change-runs.ts";
import type { AutomationContext } from "../context.ts";
import { enterExisting } from "../entering/enter-existing.ts";
import { compileRule, type Rule, type RuleSource } from "../rule.ts";
import { insertRepinned } from "./repin.repo.ts";
import type { SegmentUser } from "./segment-users.ts";

/**
 * What an edit of a segment does to those who match already. `now_on`: nothing; they join or leave silently, and
 * runs under way go on by the segment as it was. `all`: who enters gets a run, who leaves leaves, and runs go on by
 * the segment as it is.
 */
export type SegmentApply = "now_on" | "all";

/** The rule of an automation as it will be with these segments; refused where it could not be read any more. */
export const withSegments = (
  { unit }: AutomationContext,
  { row, source }: SegmentUser,
  segments: RuleSource["segments"],
): Rule => {
  const compiled = compileRule(
    { ...source, version: row.version + 1, segments },
    { model: unit.catalog.model, resolve: unit.options.resolve },
  );
  if (compiled.ok) return compiled.rule;
  const why = compiled.problems.map(({ message }) => message).join("; ");
  throw new Refusal("in_use", `automation "${row.key}" could not be read any more: ${why}`);
};

/** Gives automations a version of the same content that pins the segments as they are now. */
export const repinSegments = async (
  context: AutomationContext,
  users: readonly SegmentUser[],
  apply: SegmentApply,
): Promise<void> => {
  const { tx } = context.unit;
  const segments = await readSegments(tx);
  const rules = users.map((user) => ({ user, rule: withSegments(context, user, segments) }));
  await finishChangingRuns(
    context,
    users.map(({ row }) => row.id),
  );
  // What has come due under the segment as it was is done first.
  const active = users.flatMap(({ row }) => (row.state === "active" ? [row.id] : []));
  if (active.length > 0) await catchUp(context, { of: active, many: true });
  for (const { user, rule } of rules) {
    await insertRepinned(tx, { rule, segments, activeRuns: apply === "all" ? "move" : "finish" });
    await applyTo(context, user, { rule, apply });
  }
  if (users.length > 0) await raiseRulesRevision(tx);
};

const applyTo = async (
  context: AutomationContext,
  { row }: SegmentUser,
  { rule, apply }: { rule: Rule; apply: SegmentApply },
): Promise<void> => {
  const isActive = row.state === "active";
  if (isActive) await watchFromNow(context, rule);
  if (apply === "now_on") return;
  const task = { automation: rule.id, change: "move", version: rule.version, from: row.version } as const;
  const moved = await changeRuns(context, task, rule);
  if (!isActive || rule.trigger.kind !== "enters") return;
  await noteExisting(context.unit.tx, rule.id);
  await completeOfNonMembers(context, rule.id);
  // Who enters finds the runs moved, and so do those that follow.
  await enterExisting(context, rule, { joined: true, later: !moved });
  context.unit.tx.afterCommit(context.unit.tx.workspace.onWork);
};
