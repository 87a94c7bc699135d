import type { RecordPayload, RunPayload } from "@cadencia/contracts/api";
import { Button, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { Rail } from "../../../ui/rail.tsx";
import { StateMark } from "../../../ui/state-mark.tsx";
import { isTold } from "../../automations/sentence/sentence.ts";
import { automationsQuery } from "../../automations/queries.ts";
import { useFormat } from "../../session/use-format.ts";
import { useMay } from "../../session/use-may.ts";
import classes from "./automation.module.css";
import { versionQuery } from "./queries.ts";
import { StepBeat } from "./step-beat.tsx";
import { stepsOfRun } from "./steps-of-run.ts";
import { StopRun } from "./stop-run.tsx";
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
  const [isStopping, setStopping] = useState(false);
  const { data: automations } = useQuery(automationsQuery);
  const version = useQuery(versionQuery(run.automation, run.version));
  const definition = version.data?.definition;
  const steps = stepsOfRun(run.steps, definition !== undefined && isTold(definition) ? definition : null);
  const name = automations?.items.find(({ key }) => key === run.automation)?.name ?? run.automation;
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
        {isActive && may(record.object, "edit", record) && (
          <Button variant="default" onClick={() => setStopping(true)}>
            {t("records.runs.stop")}
          </Button>
        )}
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
      {isStopping && (
        <StopRun
          automation={run.automation}
          name={name}
          record={record}
          open={steps.filter(({ recorded }) => recorded === null || recorded.status === "waiting").length}
          close={() => setStopping(false)}
        />
      )}
    </section>
  );
};
