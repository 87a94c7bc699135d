import type { RecordPayload } from "@cadencia/contracts/api";
import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { ErrorState } from "../../../ui/error-state.tsx";
import { Loading } from "../../../ui/loading.tsx";
import { Rail } from "../../../ui/rail.tsx";
import type { AutomationInfo } from "../../automations/queries.ts";
import { isTold } from "../../automations/sentence/sentence.ts";
import { dryRunQuery } from "./queries.ts";
import { StepBeat } from "./step-beat.tsx";
import { stepsOfRun } from "./steps-of-run.ts";
import { useReason } from "./use-reason.ts";

interface DryRunProps {
  readonly record: RecordPayload;
  readonly automation: AutomationInfo;
}

/** What the automation would do to this record, on the same rail as what it does. */
export const DryRun = ({ record, automation }: DryRunProps) => {
  const { t } = useTranslation();
  const reasonOf = useReason();
  const trial = useQuery(dryRunQuery(record, automation.key));
  if (trial.isError && trial.data === undefined)
    return <ErrorState error={trial.error} retry={() => void trial.refetch()} />;
  if (trial.data === undefined) return <Loading />;
  const { definition } = automation;
  const { status, reason, complete } = trial.data;
  const steps = stepsOfRun(trial.data.steps, isTold(definition) ? definition : null);
  return (
    <>
      <Text c="dimmed" size="sm">
        {t("records.try.nothing")}
      </Text>
      <Text fw={600} role="status">
        {t(`records.try.${status}`)}
        {reason !== null && ` ${reasonOf(reason)}`}
      </Text>
      {status !== "not_started" && (
        <Rail label={t("records.runs.path", { name: automation.name })}>
          {steps.map((step, index) => (
            <StepBeat
              key={step.id}
              isTrial
              step={step}
              object={automation.object}
              isLast={index === steps.length - 1}
            />
          ))}
        </Rail>
      )}
      {!complete && (
        <Text c="dimmed" size="sm">
          {t("records.try.incomplete")}
        </Text>
      )}
    </>
  );
};
