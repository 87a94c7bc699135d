import type { Duty } from "@cadencia/contracts/api";
import { ActionIcon, Tooltip } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { useLabels } from "../model/use-labels.ts";
import { useFormat } from "../session/use-format.ts";
import { useMay } from "../session/use-may.ts";
import { useSession } from "../session/session.ts";
import classes from "./day.module.css";
import { Reschedule } from "./reschedule.tsx";

interface DutyRowProps {
  readonly duty: Duty;
  readonly isLate: boolean;
  readonly finish: (duty: Duty) => void;
}

/** One thing to do: done with a tick, moved with a menu, and where it comes from. */
export const DutyRow = ({ duty, isLate, finish }: DutyRowProps) => {
  const { t } = useTranslation();
  const format = useFormat();
  const labels = useLabels();
  const may = useMay();
  const { user } = useSession();
  const { object, title, type, record, due, planned_by: planner } = duty;
  const name = title ?? t("records.untitled");
  const mayEdit = may(object, "edit", { owner: user.id });
  const kind = type === null || type === "" ? t(`model.object.${object}`) : labels.option("type", type);
  const target = record ?? { object, id: duty.id };
  return (
    <li className={classes["duty"]}>
      {mayEdit && (
        <Tooltip label={t("day.finish")}>
          <ActionIcon
            variant="default"
            radius="xl"
            size={26}
            aria-label={t("day.finishOf", { title: name })}
            onClick={() => finish(duty)}
          >
            <IconCheck size={14} aria-hidden />
          </ActionIcon>
        </Tooltip>
      )}
      <div className={classes["what"]}>
        <Link
          href={`/records/${target.object}/${target.id}`}
          className={classes["name"]}
          data-row
          data-duty={duty.id}
        >
          {name}
        </Link>
        <div className={classes["muted"]}>
          {kind}
          {record !== null && ` · ${record.title ?? t("records.untitled")}`}
          {" · "}
          <span data-late={isLate || undefined} className={classes["due"]}>
            {format.moment(due)}
            {isLate && ` (${format.distance(due)})`}
          </span>
        </div>
        {planner !== null && (
          <div className={classes["muted"]}>
            <Link
              href={`/automations/${planner.automation}/runs/run/${planner.run}`}
              className={classes["planner"]}
            >
              {t("day.planned", { name: planner.name })}
            </Link>
          </div>
        )}
      </div>
      {mayEdit && <Reschedule duty={duty} />}
    </li>
  );
};
