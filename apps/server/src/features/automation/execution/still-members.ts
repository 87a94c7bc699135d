import { evaluate } from "@cadencia/core/filter";
import type { RecordNode } from "../../records/index.ts";
import { judgedNow, type AutomationContext } from "../context.ts";
import { readMemberships } from "../membership.repo.ts";
import type { Rule } from "../rule.ts";
import type { ClaimedStep } from "../step-rows.ts";

/** The records whose run goes on: those that still satisfy what the automation was entered by. */
export const stillMembers = async (
  context: AutomationContext,
  { rule, steps }: { readonly rule: Rule; readonly steps: readonly ClaimedStep[] },
  nodes: ReadonlyMap<string, RecordNode>,
): Promise<ReadonlySet<string>> => {
  const { trigger, definition } = rule;
  if (trigger.kind !== "enters" || !definition.enrollment.exit.leaves)
    return new Set(steps.flatMap((step) => step.record ?? []));
  const current = context.rules.active.some(
    (active) => active.id === rule.id && active.version === rule.version,
  );
  if (!current) {
    const judged = judgedNow(context);
    return new Set(
      [...nodes].filter(([, node]) => evaluate(trigger.watched.filter, node, judged)).map(([id]) => id),
    );
  }
  const members = await readMemberships(context.unit.tx, [...nodes.keys()]);
  return new Set([...nodes.keys()].filter((id) => members.has(`${id}/${rule.id}`)));
};
