import type { RunPayload } from "@cadencia/contracts/api";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { automationsQuery } from "../../automations/queries.ts";
import { isTold } from "../../automations/sentence/sentence.ts";
import { useSpeech } from "../../automations/sentence/speech.ts";
import { stepTitle } from "../../automations/sentence/step.ts";
import { versionQuery } from "../automation/queries.ts";
import { stateOf, stepsOfRun } from "../automation/steps-of-run.ts";
import { useReason } from "../automation/use-reason.ts";
import classes from "./timeline.module.css";

interface StepEntryProps {
  readonly run: RunPayload;
  readonly step: RunPayload["steps"][number];
}

/** What an automation did, or why it did not. */
export const StepEntry = ({ run, step }: StepEntryProps) => {
  const { t } = useTranslation();
  const speech = useSpeech();
  const reasonOf = useReason();
  const { data: automations } = useQuery(automationsQuery);
  const { data: version } = useQuery(versionQuery(run.automation, run.version));
  const definition = version !== undefined && isTold(version.definition) ? version.definition : null;
  const written = stepsOfRun(run.steps, definition).find(({ id }) => id === step.step)?.written ?? null;
  const name = automations?.items.find(({ key }) => key === run.automation)?.name ?? run.automation;
  return (
    <>
      <div>
        {written === null ? step.step : stepTitle(written, run.object, speech)}
        <span className={classes["more"]}>{` · ${t(`common.state.${stateOf(step)}`)} · ${name}`}</span>
      </div>
      {step.reason !== null && <div className={classes["more"]}>{reasonOf(step.reason)}</div>}
    </>
  );
};
