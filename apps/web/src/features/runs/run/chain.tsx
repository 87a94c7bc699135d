import type { RunDetail } from "@cadencia/contracts/api";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import classes from "./run.module.css";

interface ChainProps {
  readonly title: string;
  readonly links: RunDetail["chain"];
}

/** Runs that led to a run, or that it led to. */
export const Chain = ({ title, links }: ChainProps) => {
  const { t } = useTranslation();
  if (links.length === 0) return null;
  return (
    <section className={classes["chain"]}>
      <h3>{title}</h3>
      <ol>
        {links.map(({ automation, name, run, record, title: of }) => (
          <li key={run ?? `${automation}-${record ?? ""}`}>
            {run === null ? (
              t("runs.linkName", { name, record: of ?? t("records.untitled") })
            ) : (
              <Link href={`/automations/${automation}/runs/run/${run}`}>
                {t("runs.linkName", { name, record: of ?? t("records.untitled") })}
              </Link>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
};
