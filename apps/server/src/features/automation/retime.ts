import { Graph, mergePaths, readRecords, RecordNode } from "../records/index.ts";
import type { AutomationContext } from "./context.ts";
import { entryPaths } from "./paths.ts";
import type { Timing } from "./plan.ts";
import { asOccasion } from "./recurring/dates.ts";
import type { Rule, Stop } from "./rule.ts";
import { retimeSteps } from "./until.repo.ts";

/** A step that waits, of whatever version. */
export interface WaitingStep {
  readonly id: string;
  readonly step: string;
  readonly automation: string;
  readonly version: number;
  readonly record: string | null;
  /** What its run was started for. */
  readonly occasion: string | null;
}

/**
 * Computes anew when steps are due, each by the version that its run is pinned to and with its record as the run sees
 * it. `timing`: when; the record is null where the run has none, or it is gone.
 */
export const retime = async <Step extends WaitingStep>(
  context: AutomationContext,
  steps: readonly Step[],
  timing: (step: Step, at: { readonly stop: Stop; readonly record: RecordNode | null }) => Timing,
): Promise<void> => {
  const { unit, rules } = context;
  const known: { step: Step; rule: Rule }[] = [];
  for (const step of steps) {
    const rule = await rules.version(unit.tx, step.automation, step.version);
    if (rule !== null) known.push({ step, rule });
  }
  for (const [object, group] of Map.groupBy(known, ({ rule }) => rule.object)) {
    const nodes = await nodesOf(context, object, group);
    await retimeSteps(
      unit.tx,
      group.flatMap(({ step, rule }) => {
        const stop = rule.stops.get(step.step);
        if (stop === undefined) return [];
        const node = nodes.get(step.record ?? "");
        const record = node === undefined ? null : asOccasion(context, node, step.occasion);
        return [{ id: step.id, timing: timing(step, { stop, record }) }];
      }),
    );
  }
};

/** An older version may wait for a date that the present one knows nothing of. */
const nodesOf = async (
  { unit }: AutomationContext,
  object: string,
  group: readonly { readonly step: WaitingStep; readonly rule: Rule }[],
): Promise<ReadonlyMap<string, RecordNode>> => {
  const ids = [...new Set(group.flatMap(({ step }) => step.record ?? []))];
  const records = ids.length === 0 ? [] : await readRecords(unit.tx, unit.object(object), ids);
  const nodes = records.map((record) => new RecordNode(record));
  const paths = mergePaths([...new Set(group.map(({ rule }) => rule))].map(entryPaths));
  await new Graph(unit.tx, unit.catalog.model).load(nodes, paths);
  return new Map(nodes.map((node) => [node.id, node]));
};
