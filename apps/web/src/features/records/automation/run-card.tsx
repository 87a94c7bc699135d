import type { RecordPayload, RunPayload } from "@cadencia/contracts/api";
import { Button, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { Rail } from "../../../ui/rail.tsx";
import { StateMark } from "../../../ui/state-mark.tsx";
import { isTold } from "../../automations/sentence/sentence.ts";
import { automationsQuery } from "../../automations/queries.ts";
import { StopButton } from "../../runs/acts/stop-button.tsx";
import { useFormat } from "../../session/use-format.ts";
import { useMay } from "../../session/use-may.ts";
import classes from "./automation.module.css";
import { versionQuery } from "./queries.ts";
import { InspectLink } from "./inspect-link.tsx";
import { StepBeat } from "./step-beat.tsx";
import { StepNow } from "./step-now.tsx";
import { stepsOfRun } from "./steps-of-run.ts";
import { useReason } from "./use-reason.ts";

interface RunCardProps {
  readonly run: RunPayload;
  readonly record: RecordPayload;
}

/** One run on its rail. */
export const RunCard = ({ run, record }: RunCardProps) => {
  const { t } = useTranslation();
  const format = useFormat();
  const may = useMay();
  const reasonOf = useReason();
  const { data: automations } = useQuery(automationsQuery);
  const version = useQuery(versionQuery(run.automation, run.version));
  const definition = version.data?.definition;
  const steps = stepsOfRun(run.steps, definition !== undefined && isTold(definition) ? definition : null);
  const automation = automations?.items.find(({ key }) => key === run.automation);
  const name = automation?.name ?? run.automation;
  const isActive = run.status === "active";
  return (
    <section className={classes["run"]} aria-label={name}>
      <div className={classes["runHead"]}>
        <Title order={2}>{name}</Title>
        <StateMark
          pill
          state={isActive ? "waiting" : run.status === "completed" ? "done" : "cancelled"}
          word={t(`records.runs.${isActive ? "activeMark" : run.status}`)}
        />
      </div>
      <p className={classes["muted"]}>
        {t("records.runs.version", { version: run.version, at: format.moment(run.started_at) })}
        {run.reason !== null && !isActive && ` · ${reasonOf(run.reason)}`}
      </p>
      <Rail label={t("records.runs.path", { name })}>
        {steps.map((step, index) => (
          <StepBeat key={step.id} step={step} object={run.object} isLast={index === steps.length - 1} />
        ))}
      </Rail>
      <div className={classes["acts"]}>
        <StepNow run={run} record={record} steps={steps} isOn={automation?.state === "active"} />
        <InspectLink run={run} />
        {isActive && may(record.object, "edit", record) && (
          <StopButton
            title={t("records.runs.stopTitle", { name })}
            automation={run.automation}
            record={record.id}
            open={steps.filter(({ recorded }) => recorded === null || recorded.status === "waiting").length}
          />
        )}
        <Button
          variant="default"
          component={Link}
          href={`/records/${record.object}/${record.id}/automation/ran/${run.automation}`}
        >
          {t("ran.ask")}
        </Button>
        {may("automation", "edit") && (
          <Button
            variant="default"
            component={Link}
            href={`/records/${record.object}/${record.id}/automation/try/${run.automation}`}
          >
            {t("records.try.do")}
          </Button>
        )}
      </div>
    </section>
  );
};
