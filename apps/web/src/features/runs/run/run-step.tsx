import type { RunDetail } from "@cadencia/contracts/api";
import { useTranslation } from "react-i18next";
import { Beat } from "../../../ui/rail.tsx";
import { plain } from "../../automations/sentence/parts.ts";
import { aFilter } from "../../automations/sentence/phrase/filter.ts";
import { useSpeech } from "../../automations/sentence/speech.ts";
import { stepTitle, waitText } from "../../automations/sentence/step.ts";
import { StepHead } from "../../records/automation/step-head.tsx";
import { StepReason } from "../../records/automation/step-reason.tsx";
import { stateOf, type RunStep as Step } from "../../records/automation/steps-of-run.ts";
import { RetryButtons } from "../acts/retry-buttons.tsx";
import classes from "./run.module.css";
import { StepMessages } from "./step-messages.tsx";
import { When } from "./when.tsx";

type Detail = RunDetail["steps"][number];

interface RunStepProps {
  readonly run: RunDetail;
  readonly step: Step;
  /** Null: not reached. */
  readonly detail: Detail | null;
  /** Whether the run's version is known, so that a newer one may have the step too. */
  readonly hasStep: boolean;
  readonly isLast: boolean;
}

export const RunStep = ({ run, step: { id, written, recorded }, detail, hasStep, isLast }: RunStepProps) => {
  const { t } = useTranslation();
  const speech = useSpeech();
  const state = stateOf(recorded);
  const name = written === null ? id : stepTitle(written, run.object, speech);
  const wait = written === null ? "" : plain(waitText(written, run.object, speech));
  const reason = recorded?.reason ?? null;
  const isWait = reason?.startsWith("waiting_") === true;
  return (
    <Beat state={state} waited={wait !== ""} isLast={isLast}>
      <StepHead name={name} state={state}>
        {state === "waiting" && isWait ? t(`records.step.${reason}`) : t(`common.state.${state}`)}
      </StepHead>
      <div className={classes["muted"]}>
        <When recorded={recorded} isSending={detail?.sending === true} wait={wait} />
      </div>
      {reason !== null && !isWait && (
        <StepReason
          state={state}
          reason={reason}
          detail={recorded?.detail ?? null}
          object={run.object}
          need={written?.if === undefined ? null : plain(aFilter(written.if, run.object, speech))}
        />
      )}
      {detail !== null && <StepMessages messages={detail.messages} />}
      {state === "failed" && run.may.retry && <Retry run={run} step={id} hasStep={hasStep} />}
    </Beat>
  );
};

const Retry = ({ run, step, hasStep }: Pick<RunStepProps, "run" | "hasStep"> & { readonly step: string }) => {
  const { t } = useTranslation();
  return (
    <div className={classes["retry"]}>
      <RetryButtons
        run={run.id}
        step={step}
        name={run.title ?? t("records.untitled")}
        newest={hasStep && run.newest > run.version ? run.newest : null}
      />
    </div>
  );
};
