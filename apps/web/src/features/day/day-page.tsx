import type { DayPayload } from "@cadencia/contracts/api";
import { Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { useRowKeys } from "../../lib/row-keys.ts";
import { ErrorState } from "../../ui/error-state.tsx";
import { Loading } from "../../ui/loading.tsx";
import { useFormat } from "../session/use-format.ts";
import { Appointments } from "./appointments.tsx";
import classes from "./day.module.css";
import { DutyRow } from "./duty-row.tsx";
import { Needs } from "./needs.tsx";
import { dayQuery } from "./queries.ts";
import { useFinish } from "./use-finish.ts";

const STRETCHES = ["overdue", "today_due", "week"] as const;

/** What whoever is signed in is to do. */
const DayPage = () => {
  const { t } = useTranslation();
  const format = useFormat();
  const day = useQuery(dayQuery);
  const list = useRef<HTMLDivElement>(null);
  const { finish, said } = useFinish(list);
  useRowKeys(list, {
    x: (row) => {
      const duty = dutiesOf(day.data).find(({ id }) => id === row.dataset["duty"]);
      if (duty !== undefined) finish(duty);
    },
  });
  if (day.isError && day.data === undefined)
    return <ErrorState error={day.error} retry={() => void day.refetch()} />;
  if (day.data === undefined) return <Loading />;
  const { data } = day;
  const stretches = STRETCHES.filter((stretch) => data[stretch].length > 0);
  const isFree = data.overdue.length + data.today_due.length === 0;
  return (
    <div className={classes["page"]}>
      <header className={classes["head"]}>
        <Title order={1}>{t("day.title")}</Title>
        <span className={classes["muted"]}>{format.weekday(data.today)}</span>
      </header>
      <div className={classes["columns"]}>
        <div ref={list} className={classes["duties"]}>
          {isFree && <p className={classes["free"]}>{freeText()}</p>}
          {stretches.map((stretch) => (
            <section key={stretch} className={classes["stretch"]} aria-labelledby={`day-${stretch}`}>
              <h2 id={`day-${stretch}`}>
                {t(`day.${stretch}`)}
                <span className={classes["number"]}>
                  {format.number(data[stretch].length + (stretch === "overdue" ? data.more_overdue : 0))}
                </span>
              </h2>
              <ul>
                {data[stretch].map((duty) => (
                  <DutyRow key={duty.id} duty={duty} isLate={stretch === "overdue"} finish={finish} />
                ))}
              </ul>
              {stretch === "overdue" && data.more_overdue > 0 && (
                <p className={classes["muted"]}>
                  {t("day.more", { count: data.more_overdue, number: format.number(data.more_overdue) })}
                </p>
              )}
            </section>
          ))}
          {stretches.length > 0 && <p className={classes["hint"]}>{t("day.keys")}</p>}
        </div>
        <div className={classes["aside"]}>
          <Needs needs={data.needs} />
          <Appointments events={data.events} />
        </div>
      </div>
      <div role="status" className={classes["spoken"]}>
        {said}
      </div>
    </div>
  );

  function freeText(): string {
    const next = data.week[0] ?? data.next;
    if (next === null || next === undefined) return t("day.free");
    const title = [next.title ?? t("records.untitled"), next.record?.title].filter(Boolean).join(", ");
    return t("day.freeNext", { title, at: format.moment(next.due) });
  }
};

const dutiesOf = (day: DayPayload | undefined) =>
  day === undefined ? [] : [...day.overdue, ...day.today_due, ...day.week];

// oxlint-disable-next-line import/no-default-export -- what React.lazy takes
export default DayPage;
