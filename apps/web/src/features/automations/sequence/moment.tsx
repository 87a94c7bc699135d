import type { DryRunPayload } from "@cadencia/contracts/api";
import type { DoStepInput } from "@cadencia/contracts/automation";
import { useTranslation } from "react-i18next";
import { StateMark, type StepState } from "../../../ui/state-mark.tsx";
import { useReason } from "../../records/automation/use-reason.ts";
import { useSession } from "../../session/session.ts";
import { useFormat } from "../../session/use-format.ts";
import { deferralOf } from "./deferral.ts";
import classes from "./sequence.module.css";
import { dayOf, useTrial } from "./trial.ts";

type Tried = DryRunPayload["steps"][number];

/** What is worth a mark: that a step would be done goes without saying. */
const STATES: Partial<Record<Tried["status"], StepState>> = {
  waiting: "waiting",
  skipped: "skipped",
  suppressed: "skipped",
  cancelled: "cancelled",
  failed: "failed",
  uncertain: "uncertain",
};

/** When a step would run for the sample, on which day of the run, and what puts it off. */
export const Moment = ({ step, tried }: { readonly step: DoStepInput; readonly tried: Tried | null }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const reasonOf = useReason();
  const { timezone } = useSession().user;
  const trial = useTrial();
  if (tried === null || trial === null) return <div className={classes["moment"]} />;
  const at = tried.at ?? tried.due;
  const before = trial.steps[trial.steps.indexOf(tried) - 1];
  const base = step.start === "parallel" ? trial.started_at : (before?.at ?? trial.started_at);
  const cause = deferralOf(step, tried, { base, timeZone: timezone });
  const state = STATES[tried.status];
  return (
    <div className={classes["moment"]}>
      {at !== null && tried.status !== "cancelled" && <span>{format.moment(at)}</span>}
      {at !== null && tried.status !== "cancelled" && (
        <span className={classes["day"]}>
          {t("editor.day", { day: dayOf(trial.started_at, at, timezone) })}
          {cause !== null &&
            ` · ${cause.kind === "window" ? t(`editor.deferred.${cause.code}`) : reasonOf(cause.code)}`}
        </span>
      )}
      {state !== undefined && (
        <span className={classes["day"]}>
          <StateMark state={state} />
          {tried.reason !== null && ` ${reasonOf(tried.reason)}`}
        </span>
      )}
    </div>
  );
};
