import type { DryRunPayload } from "@cadencia/contracts/api";
import { stepsOf } from "@cadencia/contracts/automation";
import type { Transaction } from "../../../platform/workspace/index.ts";
import { readStepsOf } from "../runs-view.repo.ts";
import { standingOf } from "../standing.ts";
import type { AutomationContext } from "../context.ts";
import { publisherRights } from "../publisher/publisher-rights.ts";
import type { Rehearsal } from "./dry-run.ts";
import { spare } from "./spare.ts";
import {
  readChangesOf,
  readHolds,
  readMessagesOf,
  readNoticesOf,
  readRefusal,
  readRunEnd,
  type StepEffect,
} from "./report.repo.ts";

/** What a dry run says to people: each step with its times, its condition, what held it back and what it does. */
export const report = (
  rehearsal: Rehearsal,
  { record, actor }: { readonly record: string; readonly actor: string },
): Promise<DryRunPayload> =>
  rehearsal.engine.run(async (context) =>
    spare(context, publisherRights(context, actor), await tell(context, rehearsal, record)),
  );

const tell = async (
  { unit: { tx } }: AutomationContext,
  rehearsal: Rehearsal,
  record: string,
): Promise<DryRunPayload> => {
  const { rule, run } = rehearsal;
  const about = {
    automation: rule.key,
    version: rule.version,
    object: rule.object,
    record,
    started_at: rehearsal.startedAt.toString(),
    when: rehearsal.when,
  };
  if (run === null) {
    const refusal = await readRefusal(tx, { automation: rule.id, record });
    return {
      ...about,
      status: "not_started",
      reason: refusal?.reason ?? null,
      detail: refusal?.detail ?? null,
      ended_at: null,
      complete: true,
      steps: [],
      branches: [],
    };
  }
  const end = await readRunEnd(tx, run);
  return {
    ...about,
    ...end,
    complete: rehearsal.complete,
    steps: await stepsReport(tx, rehearsal, { run, end }),
    branches: rehearsal.arms.map(({ branch, arm, condition }) => ({ branch, arm, condition })),
  };
};

type StepReport = DryRunPayload["steps"][number];

const stepsReport = async (
  tx: Transaction,
  { rule, afterSeq, conditions }: Rehearsal,
  { run, end }: { run: string; end: Awaited<ReturnType<typeof readRunEnd>> },
): Promise<StepReport[]> => {
  const reached = new Map((await readStepsOf(tx, [run])).map((step) => [step.step, step]));
  const holds = Map.groupBy(await readHolds(tx, run), ({ step }) => step);
  const effects = Map.groupBy(
    [
      ...(await readMessagesOf(tx, run)),
      ...(await readNoticesOf(tx, run)),
      ...(await readChangesOf(tx, { run, afterSeq })),
    ].toSorted((left, right) => left.seq - right.seq),
    ({ step }) => step,
  );
  return stepsOf(rule.definition).flatMap(({ step: { id, do: action } }): StepReport[] => {
    const standing = standingOf(reached.get(id), { ...end, endedAt: end.ended_at });
    if (standing === null) return [];
    return [
      {
        step: id,
        do: action,
        ...standing,
        condition: conditions.get(id) ?? null,
        held: (holds.get(id) ?? []).map(({ at, reason, detail }) => ({ at, reason, detail })),
        effects: (effects.get(id) ?? []).map(shown),
      },
    ];
  });
};

const shown = ({ at, kind, object, record, content }: StepEffect) => ({ at, kind, object, record, content });
