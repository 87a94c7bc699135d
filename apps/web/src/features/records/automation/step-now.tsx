import type { RecordPayload, RunPayload } from "@cadencia/contracts/api";
import { useSpeech } from "../../automations/sentence/speech.ts";
import { stepTitle } from "../../automations/sentence/step.ts";
import { RunNow } from "../../runs/acts/run-now.tsx";
import { useMay } from "../../session/use-may.ts";
import type { RunStep } from "./steps-of-run.ts";

interface StepNowProps {
  readonly run: RunPayload;
  readonly record: RecordPayload;
  readonly steps: readonly RunStep[];
  /** Whether the automation is switched on. */
  readonly isOn: boolean;
}

/** Runs the step that waits, for who may change the record. */
export const StepNow = ({ run, record, steps, isOn }: StepNowProps) => {
  const speech = useSpeech();
  const may = useMay();
  // A step without a reason to wait is handing a message over.
  const waiting = steps.find(({ recorded }) => recorded?.status === "waiting" && recorded.reason !== null);
  if (waiting === undefined || !isOn || run.status !== "active") return null;
  if (!may("automation", "read") || !may(record.object, "edit", record)) return null;
  const { id, written } = waiting;
  const name = written === null ? id : stepTitle(written, run.object, speech);
  return <RunNow key={id} run={run.id} step={id} name={name} />;
};
