import type { DayPayload } from "@cadencia/contracts/api";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { StateMark } from "../../ui/state-mark.tsx";
import { useFormat } from "../session/use-format.ts";
import classes from "./day.module.css";

/** Automations that wait for a person's word. */
export const Needs = ({ needs }: { readonly needs: DayPayload["needs"] }) => {
  const { t } = useTranslation();
  const format = useFormat();
  if (needs.length === 0) return null;
  return (
    <section className={classes["box"]} aria-labelledby="day-needs">
      <h2 id="day-needs">{t("day.needs")}</h2>
      <ul>
        {needs.map(({ automation, name, failed, uncertain }) => (
          <li key={automation} className={classes["need"]}>
            <Link href={`/automations/${automation}/runs/${failed > 0 ? "failed" : "uncertain"}`}>
              {name}
            </Link>
            <span className={classes["marks"]}>
              {failed > 0 && (
                <StateMark state="failed" word={`${t("common.state.failed")} ${format.number(failed)}`} />
              )}
              {uncertain > 0 && (
                <StateMark
                  state="uncertain"
                  word={`${t("common.state.uncertain")} ${format.number(uncertain)}`}
                />
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
};
