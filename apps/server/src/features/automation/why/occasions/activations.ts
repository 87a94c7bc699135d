import { explain } from "@cadencia/core/filter";
import { filterPaths } from "../../paths.ts";
import { isBefore, isSame, type Inquiry, type Occasion, type Outcome } from "../inquiry.ts";
import { judgedAt } from "./saves.ts";

/**
 * The record satisfied the filter already when the automation was switched on: it started a run if `existing` was
 * asked for, unless its stay had one already. `judged` are the other occasions, which tell when it left.
 */
export const judgeActivations = async (
  inquiry: Inquiry,
  judged: readonly Occasion[],
  since: number,
): Promise<Occasion[]> => {
  const occasions: Occasion[] = [];
  for (const [index, phase] of inquiry.phases.entries()) {
    const isSwitchedOn = phase.state === "active" && inquiry.phases[index - 1]?.state !== "active";
    if (!isSwitchedOn || phase.seq <= since) continue;
    const rule = await inquiry.rules(phase.version);
    if (rule?.trigger.kind !== "enters") continue;
    const { filter } = rule.trigger.watched;
    const point = { seq: phase.seq };
    const node = await inquiry.past.node(inquiry.object, inquiry.record, {
      point,
      paths: filterPaths(filter),
    });
    if (node === null) continue;
    const conditions = explain(filter, node, judgedAt(inquiry, phase.at));
    if (!conditions.holds) continue;
    occasions.push({
      at: phase.at,
      source: "activation",
      save: null,
      version: phase.version,
      happened: false,
      detail: null,
      filter: "enters",
      conditions,
      ...outcomeOf(inquiry, judged, phase.at),
    });
  }
  return occasions;
};

const outcomeOf = (
  inquiry: Inquiry,
  judged: readonly Occasion[],
  at: string,
): { readonly outcome: Outcome; readonly run: string | null } => {
  const own = inquiry.runs.find(({ id, startedAt }) => !inquiry.claimed.has(id) && isSame(startedAt, at));
  if (own !== undefined) {
    inquiry.claimed.add(own.id);
    return { outcome: "started", run: own.id };
  }
  const last = inquiry.runs.findLast(({ startedAt }) => isBefore(startedAt, at));
  if (last === undefined) return { outcome: "before_activation", run: null };
  const hasLeft = judged.some(
    (occasion) =>
      occasion.outcome === "left" && isBefore(last.startedAt, occasion.at) && isBefore(occasion.at, at),
  );
  return { outcome: hasLeft ? "before_activation" : "already_ran", run: null };
};
