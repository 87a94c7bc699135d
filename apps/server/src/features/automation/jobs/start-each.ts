import { Graph, readRecords, RecordNode } from "../../records/index.ts";
import type { AutomationContext } from "../context.ts";
import { enroll, type Candidate } from "../enroll.ts";
import { entryPaths } from "../paths.ts";
import { asOccasion } from "../recurring/dates.ts";
import { errorText } from "../retry.ts";
import { isolate } from "./isolate.ts";
import type { StartTask } from "./job.ts";
import { insertJobs } from "./jobs.repo.ts";

/** Starts a run for each of many records; those for which it fails are tried again by themselves. */
export const startEach = async (
  context: AutomationContext,
  candidates: readonly Candidate[],
  { all = false }: { all?: boolean } = {},
): Promise<void> => {
  const failures = await isolate(context.unit, candidates, {
    work: (some) => enroll(context, some),
    all,
  });
  await insertJobs(
    context.unit.tx,
    failures.flatMap(({ item, error }) => {
      const task = toTask(item);
      return task === null ? [] : [{ kind: "start" as const, task, error: errorText(error) }];
    }),
  );
};

const toTask = ({ rule, record, origin, ...candidate }: Candidate): StartTask | null =>
  record === null
    ? null
    : {
        automation: rule.id,
        version: rule.version,
        record: record.id,
        origin: { cause: origin.cause, confirmed: origin.confirmed === true },
        base: candidate.base.toString(),
        occasion: candidate.occasion,
        judged: candidate.judged === true,
        pressed: candidate.pressed === true,
        stayingSince: candidate.stayingSince ?? null,
      };

/** Tries again to start a run for one record, as it is by now. Who was deleted or archived meanwhile is left alone. */
export const startAgain = async (context: AutomationContext, task: StartTask): Promise<void> => {
  const { unit, rules } = context;
  const rule = await rules.version(unit.tx, task.automation, task.version);
  if (rule === null) return;
  const [record] = await readRecords(unit.tx, unit.object(rule.object), [task.record], "update");
  if (record === undefined || record.deletedAt !== null || record.values["archived"] === true) return;
  const node = new RecordNode(record);
  await new Graph(unit.tx, unit.catalog.model, "share").load([node], entryPaths(rule));
  const shown = asOccasion(context, node, task.occasion);
  const { cause, confirmed } = task.origin;
  await enroll(context, [
    {
      rule,
      record: shown,
      origin: { cause, confirmed, runAutomations: true },
      base: Temporal.Instant.from(task.base),
      occasion: task.occasion,
      payload: undefined,
      judged: task.judged,
      pressed: task.pressed,
      stayingSince: task.stayingSince ?? undefined,
    },
  ]);
};
