import { IconCalendar } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { objectsQuery } from "../../model/queries.ts";
import { useReason } from "../../records/automation/use-reason.ts";
import { titleOf } from "../../records/record-title.ts";
import { useFormat } from "../../session/use-format.ts";
import classes from "./stages.module.css";
import type { RuleTrial } from "./use-rule-trial.ts";

interface RuleMomentProps extends RuleTrial {
  readonly step: string;
}

/** The real moment at which a step would run for a record that enters now, or why none would. */
export const RuleMoment = ({ step, trial, record }: RuleMomentProps) => {
  const { t } = useTranslation();
  const format = useFormat();
  const reasonOf = useReason();
  const { data: objects } = useQuery(objectsQuery);
  if (trial === null || record === null) return null;
  const tried = trial.steps.find((one) => one.step === step);
  const at = tried?.at ?? tried?.due ?? null;
  const name = titleOf(record, objects?.get(record.object)) ?? t("records.untitled");
  const isOut = trial.status === "not_started" && trial.reason !== null;
  if (at === null && !isOut) return null;
  return (
    <p className={classes["moment"]} role="status">
      <IconCalendar size={18} stroke={1.75} aria-hidden />
      <span>
        {at === null
          ? t("stages.noMoment", { name, reason: reasonOf(trial.reason ?? "") })
          : t("stages.moment", { name, at: format.moment(at) })}
      </span>
    </p>
  );
};
