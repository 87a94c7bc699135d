import type { RunDetail } from "@cadencia/contracts/api";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { peopleQuery } from "../../model/queries.ts";
import { useFormat } from "../../session/use-format.ts";
import classes from "./run.module.css";

interface InterventionsProps {
  readonly run: RunDetail;
  readonly nameOf: (step: string) => string;
}

/** What people did to the run by hand. */
export const Interventions = ({ run: { interventions }, nameOf }: InterventionsProps) => {
  const { t } = useTranslation();
  const format = useFormat();
  const { data: people } = useQuery(peopleQuery);
  if (interventions.length === 0) return null;
  return (
    <section className={classes["chain"]}>
      <h3>{t("runs.byHand")}</h3>
      <ol>
        {interventions.map(({ at, actor, step, kind }) => (
          <li key={`${at}-${step}-${kind}`}>
            {t(`runs.hand.${kind}`, {
              name: people?.get(actor ?? "")?.name ?? t("records.timeline.system"),
              step: nameOf(step),
            })}
            <span className={classes["muted"]}> {format.moment(at)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
};
