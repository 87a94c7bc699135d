import type { StepLine } from "@cadencia/contracts/api";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useDetail } from "../../records/automation/details/use-detail.ts";
import { useReason } from "../../records/automation/use-reason.ts";
import { useFormat } from "../../session/use-format.ts";
import { forecastQuery } from "../queries.ts";
import type { Wanted } from "../wanted.ts";
import { LineTable } from "./line-table.tsx";
import classes from "./lists.module.css";
import type { StepNames } from "./use-step-names.ts";

interface WaitingListProps {
  readonly wanted: Wanted;
  readonly names: StepNames;
  readonly count: number;
}

/** What is ahead: how much on each day, and step by step. */
export const WaitingList = ({ wanted, names, count }: WaitingListProps) => {
  const { t } = useTranslation();
  const reasonOf = useReason();
  const detailOf = useDetail();
  return (
    <>
      {wanted.step === null && wanted.version === null && <Forecast wanted={wanted} />}
      <div className={classes["group"]}>
        <LineTable
          lines={{ ...wanted, reason: null }}
          wanted={wanted}
          names={names}
          count={count}
          third={{ head: t("runs.waitsFor"), cell: waitOf }}
        />
      </div>
    </>
  );

  function waitOf({ reason, detail, object }: StepLine): string {
    if (reason === null) return t("runs.sending");
    const words = reason.startsWith("waiting_") ? t(`records.step.${reason}`) : reasonOf(reason);
    const told = detail === null ? "" : detailOf(detail, object);
    return [words, told].filter((part) => part !== "").join(" · ");
  }
};

/** Days with a bar each; a table, so that everybody can read it. */
const Forecast = ({ wanted }: { readonly wanted: Wanted }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const { data } = useQuery(forecastQuery(wanted.key));
  if (data === undefined || data.days.length + data.later + data.undated === 0) return null;
  const most = Math.max(...data.days.map(({ count }) => count), 1);
  return (
    <div className={`${classes["group"] ?? ""} ${classes["forecast"] ?? ""}`}>
      {data.days.length > 0 && (
        <table>
          <caption>{t("runs.byDay")}</caption>
          <tbody>
            {data.days.map(({ day, count }) => (
              <tr key={day}>
                <th scope="row">{format.weekday(day)}</th>
                <td aria-hidden>
                  <span className={classes["bar"]} style={{ width: `${(100 * count) / most}%` }} />
                </td>
                <td>{format.number(count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {(data.later > 0 || data.undated > 0) && (
        <p className={classes["note"]}>
          {[
            ...(data.later > 0
              ? [t("runs.later", { count: data.later, number: format.number(data.later) })]
              : []),
            ...(data.undated > 0
              ? [t("runs.undated", { count: data.undated, number: format.number(data.undated) })]
              : []),
          ].join(" ")}
        </p>
      )}
    </div>
  );
};
