import { IconAlertCircle, IconCircle, IconCircleFilled } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../session/use-format.ts";
import { talliesQuery } from "../list/tallies-query.ts";
import type { Written } from "./stage-rules.ts";
import classes from "./stages.module.css";

const DOTS = { on: IconCircleFilled, off: IconCircle, failing: IconAlertCircle } as const;

/** Whether a rule is at work, whether that goes wrong, and when it did something last. */
export const RuleState = ({ automation }: { readonly automation: Written }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const { data: tallies } = useQuery(talliesQuery);
  const tally = tallies?.get(automation.key);
  const last = tally?.last_at ?? null;
  const state = !automation.isOn ? "off" : (tally?.failed ?? 0) > 0 ? "failing" : "on";
  const Dot = DOTS[state];
  return (
    <span className={classes["state"]} data-state={state}>
      <Dot size={12} aria-hidden />
      <span>
        {t(`restage.state.${state}`)}
        {last !== null && ` · ${t("restage.last", { at: format.moment(last) })}`}
        {automation.isDraft && automation.version > 0 && ` · ${t("restage.draft")}`}
      </span>
    </span>
  );
};
