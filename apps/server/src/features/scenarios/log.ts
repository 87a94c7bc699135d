import { inTransaction } from "../../platform/workspace/index.ts";
import { stepsAhead } from "../automation/index.ts";
import {
  readDefinitions,
  readLogRows,
  readRunRows,
  readStepRows,
  type RunRow,
  type StepRow,
} from "./log.repo.ts";
import { localTime } from "./effects.ts";
import type { Stage } from "./run.ts";

/** A line of the run log; names of the file stand for records. */
export interface LogLine {
  readonly automation: string;
  readonly version: number;
  readonly record?: string;
  readonly step?: string;
  readonly at?: string;
  readonly due?: string;
  readonly status: string;
  readonly reason?: string;
  readonly detail?: string;
}

/**
 * The whole run log: runs that started and ended, each of their steps, what did not start. Steps that were not
 * reached are worked out from the run: they wait for the step above, or were cancelled with it.
 */
export const readLog = async (stage: Stage): Promise<LogLine[]> =>
  inTransaction(stage.engine.workspace, async (tx) => {
    const [stepRows, definitions, runs, logRows] = await Promise.all([
      readStepRows(tx),
      readDefinitions(tx),
      readRunRows(tx),
      readLogRows(tx),
    ]);
    const steps = Map.groupBy(stepRows, (step) => step.run);
    const lines = runs.flatMap((run) => {
      const known = steps.get(run.id) ?? [];
      const definition = definitions.get(`${run.automationId}/${run.version}`);
      const reached = new Set(known.map((step) => step.step));
      const ahead = definition === undefined ? [] : stepsAhead(definition, reached, run);
      return [
        line(stage, run, { at: run.base, status: "started" }),
        ...known.map((step) => stepLine(stage, run, step)),
        ...ahead.flatMap((id) => notReached(stage, run, id)),
        ...(run.status === "active"
          ? []
          : [
              line(stage, run, { at: run.ended, status: run.status, reason: run.reason, detail: run.detail }),
            ]),
      ];
    });
    return [...lines, ...logRows.map((row) => line(stage, row, row))];
  });

interface Facts {
  readonly at?: string | null;
  readonly due?: string | null;
  readonly step?: string | null;
  readonly status: string;
  readonly reason?: string | null;
  readonly detail?: string | null;
}

const line = (
  stage: Stage,
  run: Pick<RunRow, "automation" | "version" | "record">,
  { at, due, step, status, reason, detail }: Facts,
): LogLine => ({
  automation: run.automation,
  version: run.version,
  ...(run.record === null ? {} : { record: stage.names.nameOf(run.record) ?? run.record }),
  ...(step === null || step === undefined ? {} : { step }),
  ...(at === null || at === undefined ? {} : { at: localTime(stage, at) }),
  ...(due === null || due === undefined ? {} : { due: localTime(stage, due) }),
  status,
  ...(reason === null || reason === undefined ? {} : { reason }),
  ...(detail === null || detail === undefined ? {} : { detail }),
});

/** What is being handed over waits as well, as people see it. */
const stepLine = (stage: Stage, run: RunRow, step: StepRow): LogLine =>
  line(
    stage,
    { ...run, version: step.version },
    {
      ...step,
      at: step.finished ?? step.created,
      status: step.status === "sending" ? "waiting" : step.status,
    },
  );

const notReached = (stage: Stage, run: RunRow, step: string): LogLine[] => {
  if (run.status === "active")
    return [line(stage, run, { step, status: "waiting", reason: "waiting_previous" })];
  if (run.status !== "exited") return [];
  return [
    line(stage, run, { step, at: run.ended, status: "cancelled", reason: run.reason, detail: run.detail }),
  ];
};
