import type { AutomationContext } from "../context.ts";
import { reachedChanges } from "../match.ts";
import { walkBack } from "../related.ts";
import type { Rule } from "../rule.ts";
import { buildRuleIndex } from "../rule-index.ts";
import { readPendingSaves, unseed, unseedPending } from "./jobs.repo.ts";

/**
 * Takes out again, of those whom an automation's filter takes in as of now without entering, the ones that a job has
 * still to judge: what let them enter happened before, to them or to a record that they are related to.
 */
export const unseedUnjudged = async ({ unit }: AutomationContext, rule: Rule): Promise<void> => {
  await unseedPending(unit.tx, rule.id);
  const saves = await readPendingSaves(unit.tx, rule.id);
  if (saves.length === 0) return;
  const index = buildRuleIndex([rule], []);
  for (const saved of saves) {
    const save = { ...saved, object: unit.object(saved.object), changed: new Set(saved.changed) };
    const ways = index.waysBack(save.object.key, reachedChanges(save));
    for (const { path } of ways.filter(({ watch }) => watch.purpose === "enters"))
      await unseed(unit.tx, rule.id, await walkBack(unit, path, { saves: [save] }));
  }
};
