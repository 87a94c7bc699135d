import type { DayPayload } from "@cadencia/contracts/api";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { useFormat } from "../session/use-format.ts";
import classes from "./day.module.css";

/** The events of the day, in their order. */
export const Appointments = ({ events }: { readonly events: DayPayload["events"] }) => {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <section className={classes["box"]} aria-labelledby="day-events">
      <h2 id="day-events">{t("day.events")}</h2>
      {events.length === 0 ? (
        <p className={classes["muted"]}>{t("day.noEvents")}</p>
      ) : (
        <ul>
          {events.map(({ id, title, start, end, all_day: allDay, location, record }) => (
            <li key={`${id}-${start}`} className={classes["event"]}>
              <span className={classes["hours"]}>
                {allDay
                  ? t("day.allDay")
                  : [format.time(start), ...(end === null ? [] : [format.time(end)])].join("–")}
              </span>
              <span>
                <Link href={`/records/event/${id}`}>{title ?? t("records.untitled")}</Link>
                <span className={classes["muted"]}>
                  {[location, record?.title].filter(Boolean).map((words) => ` · ${words}`)}
                </span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};
