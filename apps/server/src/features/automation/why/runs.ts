import { EVERYTHING } from "@cadencia/core/rights";
import type { WhyPayload } from "@cadencia/contracts/api";
import { stepsOf } from "@cadencia/contracts/automation";
import { explain, type Explanation } from "@cadencia/core/filter";
import { filterPaths } from "../paths.ts";
import type { Rule } from "../rule.ts";
import { readRuns, readStepsOf, type ViewedRun, type ViewedStep } from "../runs-view.repo.ts";
import { standingOf } from "../standing.ts";
import { readCauses, readHoldsOf, readKeys, readStepRowIds, type Causes, type RunHold } from "./runs.repo.ts";
import { isBefore, type Inquiry } from "./inquiry.ts";
import { judgedAt } from "./occasions/saves.ts";

type RunAnswer = WhyPayload["runs"][number];

/** The last runs with every step: when it was due and when it ended, what held it back, what its condition saw. */
export const runsOf = async (inquiry: Inquiry, { limit }: { limit: number }): Promise<RunAnswer[]> => {
  const { tx } = inquiry.context.unit;
  const { automation, record } = inquiry;
  const runs = await readRuns(tx, {
    automation,
    record,
    status: null,
    before: null,
    rights: EVERYTHING,
    model: inquiry.context.unit.catalog.model,
    limit,
  });
  if (runs.length === 0) return [];
  const ids = runs.map(({ id }) => id);
  const steps = Map.groupBy(await readStepsOf(tx, ids), ({ run }) => run);
  const rows = new Map((await readStepRowIds(tx, ids)).map(({ id, run, step }) => [`${run}/${step}`, id]));
  const holds = Map.groupBy(await readHoldsOf(tx, { automation, record, runs: ids }), ({ run }) => run);
  const causes = new Map((await readCauses(tx, ids)).map((each) => [each.id, each]));
  const keys = await readKeys(
    tx,
    [...causes.values()].flatMap(({ chain }) => chain.map((link) => link.automation)),
  );
  const answers: RunAnswer[] = [];
  for (const run of runs) {
    answers.push(
      await presentRun(inquiry, run, {
        steps: steps.get(run.id) ?? [],
        rows,
        holds: holds.get(run.id) ?? [],
        causes: causes.get(run.id),
        keys,
      }),
    );
  }
  return answers;
};

interface Around {
  readonly steps: readonly ViewedStep[];
  readonly rows: ReadonlyMap<string, string>;
  readonly holds: readonly RunHold[];
  readonly causes: Causes | undefined;
  readonly keys: ReadonlyMap<string, string>;
}

const presentRun = async (
  inquiry: Inquiry,
  run: ViewedRun,
  { steps, rows, holds, causes, keys }: Around,
): Promise<RunAnswer> => {
  const rule = await inquiry.rules(run.version);
  const reached = new Map(steps.map((step) => [step.step, step]));
  // What can no longer be read (a removed field) is shown as far as it was reached.
  const ids = rule === null ? [...reached.keys()] : stepsOf(rule.definition).map(({ step }) => step.id);
  const answers: RunAnswer["steps"] = [];
  for (const id of ids) {
    const standing = standingOf(reached.get(id), run);
    if (standing === null) continue;
    const condition = await conditionOf(inquiry, rule, {
      id,
      at: standing.at,
      row: rows.get(`${run.id}/${id}`),
    });
    const held = holds
      .filter(({ step }) => step === id)
      .map(({ at, reason, detail }) => ({ at, reason, detail }));
    answers.push({ step: id, ...standing, condition, held });
  }
  return {
    id: run.id,
    version: run.version,
    status: run.status,
    reason: run.reason,
    detail: run.detail,
    started_at: run.startedAt,
    base_at: causes?.base ?? run.startedAt,
    ended_at: run.endedAt,
    depth: causes?.depth ?? 1,
    chain: (causes?.chain ?? []).map(({ automation, record }) => ({
      automation: keys.get(automation) ?? automation,
      record,
    })),
    payload: causes?.payload ?? null,
    steps: answers,
  };
};

/** What a step's `if` saw when it was judged, read from the journal; null where it has none, was not reached,
 * or was judged before the page begins. */
const conditionOf = async (
  inquiry: Inquiry,
  rule: Rule | null,
  { id, at, row }: { id: string; at: string | null; row: string | undefined },
): Promise<Explanation | null> => {
  const filter = rule?.steps.get(id)?.if ?? null;
  const { from } = inquiry.past;
  if (filter === null || at === null || row === undefined || (from !== null && isBefore(at, from)))
    return null;
  const node = await inquiry.past.node(inquiry.object, inquiry.record, {
    point: { at, but: row },
    paths: filterPaths(filter),
  });
  return node === null ? null : explain(filter, node, judgedAt(inquiry, at));
};
