import { useTranslation } from "react-i18next";
import type { StepState } from "../../../ui/state-mark.tsx";
import classes from "./automation.module.css";
import { useDetail } from "./details/use-detail.ts";
import { useReason } from "./use-reason.ts";

interface StepReasonProps {
  readonly state: StepState;
  readonly reason: string;
  /** As the server keeps it: the values that were seen, what a provider answered. */
  readonly detail: string | null;
  /** What kind of record the step works on. */
  readonly object: string;
  /** What the step's condition asks. */
  readonly need: string | null;
}

export const StepReason = ({ state, reason, detail, object, need }: StepReasonProps) => {
  const { t } = useTranslation();
  const reasonOf = useReason();
  const detailOf = useDetail();
  const told = detail === null ? "" : detailOf(detail, object);
  const isCondition = reason === "condition_false" && need !== null;
  return (
    <div className={classes["reason"]} data-state={state}>
      <strong>{reasonOf(reason)}</strong>
      {isCondition && <div>{t("records.step.needs", { need })}</div>}
      {told !== "" && <div>{isCondition ? t("records.step.seen", { value: told }) : told}</div>}
    </div>
  );
};
