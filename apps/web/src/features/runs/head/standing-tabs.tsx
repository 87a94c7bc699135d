import { STEP_STANDINGS, type StepCounts } from "@cadencia/contracts/api";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { STATE_ICONS } from "../../../ui/state-mark.tsx";
import { useFormat } from "../../session/use-format.ts";
import { tallyOf } from "../tally.ts";
import { addressOf, type Wanted } from "../wanted.ts";
import classes from "./head.module.css";

interface StandingTabsProps {
  readonly counts: StepCounts;
  readonly wanted: Wanted;
}

const WARM = new Set(["failed", "uncertain"]);

/** One list for each state, with how many there are. */
export const StandingTabs = ({ counts, wanted }: StandingTabsProps) => {
  const { t } = useTranslation();
  const format = useFormat();
  const tally = tallyOf(counts.steps.filter(({ version }) => (wanted.version ?? version) === version));
  return (
    <nav className={classes["tabs"]} aria-label={t("runs.states")}>
      {STEP_STANDINGS.map((standing) => {
        const Icon = STATE_ICONS[standing];
        const count = tally.get(standing) ?? 0;
        return (
          <Link
            key={standing}
            href={addressOf({ ...wanted, standing, run: null })}
            className={classes["tab"]}
            data-warm={WARM.has(standing) && count > 0 ? standing : undefined}
            aria-current={standing === wanted.standing ? "page" : undefined}
          >
            <Icon size={15} stroke={2} aria-hidden />
            {t(`common.state.${standing}`)}
            <strong>{format.number(count)}</strong>
          </Link>
        );
      })}
    </nav>
  );
};
