import {
  IconBell,
  IconBolt,
  IconCalendar,
  IconCheckbox,
  IconMail,
  IconMessage,
  IconPhone,
  type TablerIcon,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../session/use-format.ts";
import type { Card } from "./queries.ts";
import classes from "./next-step-line.module.css";

type NextStep = NonNullable<Card["next_step"]>;

const ICONS: Readonly<Record<string, TablerIcon>> = {
  send_email: IconMail,
  send_sms: IconMessage,
  send_message: IconMessage,
  call: IconPhone,
  plan_activity: IconPhone,
  create_task: IconCheckbox,
  create_event: IconCalendar,
  notify: IconBell,
};

/** What an automation will do next on the record, and when: the last line of its card. */
export const NextStepLine = ({ step }: { readonly step: NextStep }) => {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const action = step.action ?? "";
  const Icon = ICONS[action] ?? IconBolt;
  const named = i18n.exists(`pipelines.actions.${action}`)
    ? t(`pipelines.actions.${action}`)
    : step.automation.name;
  const what = step.summary ?? named;
  const when = step.due === null ? t("pipelines.waitsForEvent") : format.moment(step.due);
  return (
    <div className={classes["line"]} title={t("pipelines.by", { automation: step.automation.name })}>
      <Icon size={14} stroke={1.75} aria-hidden />
      <span className={classes["hidden"]}>{t("pipelines.nextStep")} </span>
      <span className={classes["text"]}>
        {what} · <span className={classes["when"]}>{when}</span>
      </span>
    </div>
  );
};
