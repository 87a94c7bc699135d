import { useTranslation } from "react-i18next";
import { Beat } from "../../../ui/rail.tsx";
import { plain } from "../../automations/sentence/parts.ts";
import { aFilter } from "../../automations/sentence/phrase/filter.ts";
import { useSpeech } from "../../automations/sentence/speech.ts";
import { stepTitle, waitText } from "../../automations/sentence/step.ts";
import { useFormat } from "../../session/use-format.ts";
import { StepHead } from "./step-head.tsx";
import { StepReason } from "./step-reason.tsx";
import { stateOf, type RunStep } from "./steps-of-run.ts";
import classes from "./automation.module.css";

interface StepBeatProps {
  readonly step: RunStep;
  readonly object: string;
  readonly isLast: boolean;
  readonly isTrial?: boolean;
}

/** One step of a run: state, name, time, and the reason where there is one. */
export const StepBeat = ({
  step: { id, written, recorded },
  object,
  isLast,
  isTrial = false,
}: StepBeatProps) => {
  const { t } = useTranslation();
  const speech = useSpeech();
  const format = useFormat();
  const state = stateOf(recorded);
  const wait = written === null ? "" : plain(waitText(written, object, speech));
  const reason = recorded?.reason ?? null;
  const word =
    state === "waiting" && reason !== null && WAITS.has(reason)
      ? t(`records.step.${reason}`)
      : t(`common.state.${state}`);
  return (
    <Beat state={state} waited={wait !== ""} isLast={isLast}>
      <StepHead name={written === null ? id : stepTitle(written, object, speech)} state={state}>
        {word}
      </StepHead>
      <div className={classes["when"]}>
        {[whenText(), state === "done" ? "" : wait].filter((words) => words !== "").join(" · ")}
      </div>
      {reason !== null && !WAITS.has(reason) && (
        <StepReason
          state={state}
          reason={reason}
          detail={recorded?.detail ?? null}
          object={object}
          need={written?.if === undefined ? null : plain(aFilter(written.if, object, speech))}
        />
      )}
    </Beat>
  );

  function whenText(): string {
    if (recorded === null) return "";
    if (state === "waiting") return recorded.due === null ? "" : dueText(recorded.due);
    return recorded.at === null ? "" : format.moment(recorded.at);
  }

  function dueText(due: string): string {
    const at = format.moment(due);
    if (isTrial) return t("records.step.dueAt", { at });
    return t("records.step.due", { at, distance: format.distance(due) });
  }
};

const WAITS = new Set([
  "waiting_time",
  "waiting_date",
  "waiting_person",
  "waiting_previous",
  "waiting_event",
  "waiting_window",
]);
