import type { RunDetail } from "@cadencia/contracts/api";
import { CloseButton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { Rail } from "../../../ui/rail.tsx";
import { StateMark } from "../../../ui/state-mark.tsx";
import { isTold } from "../../automations/sentence/sentence.ts";
import { useSpeech } from "../../automations/sentence/speech.ts";
import { stepTitle } from "../../automations/sentence/step.ts";
import { versionQuery } from "../../records/automation/queries.ts";
import { stepsOfRun } from "../../records/automation/steps-of-run.ts";
import { useDetail } from "../../records/automation/details/use-detail.ts";
import { useReason } from "../../records/automation/use-reason.ts";
import { useFormat } from "../../session/use-format.ts";
import { RunNow } from "../acts/run-now.tsx";
import { SaveAsTest } from "../acts/save-as-test.tsx";
import { StopButton } from "../acts/stop-button.tsx";
import { addressOf, type Wanted } from "../wanted.ts";
import { CauseLine } from "./cause-line.tsx";
import { Chain } from "./chain.tsx";
import { Interventions } from "./interventions.tsx";
import classes from "./run.module.css";
import { RunStep } from "./run-step.tsx";

interface RunPanelProps {
  readonly run: RunDetail;
  readonly wanted: Wanted;
}

/** One run: its path, due against actual, what it saw and sent, what led to it and what it led to. */
export const RunPanel = ({ run, wanted }: RunPanelProps) => {
  const { t } = useTranslation();
  const speech = useSpeech();
  const version = useQuery(versionQuery(run.automation, run.version));
  const written = version.data?.definition;
  const definition = written !== undefined && isTold(written) ? written : null;
  const steps = stepsOfRun(run.steps, definition);
  const details = new Map(run.steps.map((step) => [step.step, step]));
  const waiting = steps.find(
    ({ recorded }) => recorded?.status === "waiting" && details.get(recorded.step)?.sending === false,
  );
  const open = steps.filter(({ recorded }) => recorded === null || recorded.status === "waiting").length;
  return (
    <div className={classes["panel"]}>
      <RunHead run={run} wanted={wanted} />
      <div className={classes["path"]}>
        <Rail label={t("records.runs.path", { name: run.name })}>
          {steps.map((step, index) => (
            <RunStep
              key={step.id}
              run={run}
              step={step}
              detail={details.get(step.id) ?? null}
              hasStep={definition !== null}
              isLast={index === steps.length - 1}
            />
          ))}
        </Rail>
        <Interventions run={run} nameOf={nameOf} />
        <Chain title={t("runs.ledHere")} links={run.chain} />
        <Chain title={t("runs.ledTo")} links={run.started} />
      </div>
      {(run.may.run_now || run.may.stop || run.may.test) && (
        <div className={classes["foot"]}>
          {run.may.run_now && waiting !== undefined && (
            <RunNow key={waiting.id} run={run.id} step={waiting.id} name={nameOf(waiting.id)} />
          )}
          {run.may.test && <SaveAsTest run={run.id} />}
          {run.may.stop && (
            <span className={classes["far"]}>
              <StopButton
                title={t("runs.stopTitle", { name: run.title ?? t("records.untitled") })}
                automation={run.automation}
                record={run.record}
                open={open}
              />
            </span>
          )}
        </div>
      )}
    </div>
  );

  function nameOf(id: string): string {
    const step = steps.find((each) => each.id === id)?.written ?? null;
    return step === null ? id : stepTitle(step, run.object, speech);
  }
};

/** Of which record it is, how it stands, and what started it. */
const RunHead = ({ run, wanted }: RunPanelProps) => {
  const { t } = useTranslation();
  const reasonOf = useReason();
  const detailOf = useDetail();
  const format = useFormat();
  const isActive = run.status === "active";
  return (
    <div className={classes["head"]}>
      <div className={classes["title"]}>
        <h2>
          {run.record === null ? (
            t("runs.noRecord")
          ) : (
            <Link href={`/records/${run.object}/${run.record}/automation`}>
              {run.title ?? t("records.untitled")}
            </Link>
          )}
        </h2>
        <StateMark
          pill
          state={isActive ? "waiting" : run.status === "completed" ? "done" : "cancelled"}
          word={t(`records.runs.${isActive ? "activeMark" : run.status}`)}
        />
        <CloseButton
          className={classes["close"] ?? ""}
          component={Link}
          href={addressOf({ ...wanted, run: null })}
          aria-label={t("runs.closeRun")}
        />
      </div>
      <CauseLine run={run} />
      <p className={classes["muted"]}>
        {t("records.runs.version", { version: run.version, at: format.moment(run.started_at) })}
        {run.reason !== null && !isActive && ` · ${reasonOf(run.reason)}`}
        {run.detail !== null && !isActive && ` ${detailOf(run.detail, run.object)}`}
      </p>
    </div>
  );
};
