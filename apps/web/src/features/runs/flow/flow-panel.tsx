import type { RunDetail, StepCounts } from "@cadencia/contracts/api";
import type { AutomationInput } from "@cadencia/contracts/automation";
import { IconLogin2 } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { stateOf } from "../../records/automation/steps-of-run.ts";
import { useFormat } from "../../session/use-format.ts";
import { total } from "../tally.ts";
import type { Wanted } from "../wanted.ts";
import classes from "./flow.module.css";
import { FlowStep } from "./flow-step.tsx";
import { placedSteps } from "./placed-steps.ts";
import { TriggerName } from "./trigger-name.tsx";

interface FlowPanelProps {
  /** Null: this version may not be seen. */
  readonly definition: AutomationInput | null;
  readonly counts: StepCounts;
  readonly wanted: Wanted;
  /** Its path is drawn over the steps. */
  readonly run: RunDetail | undefined;
}

/** The automation as a rail: what became of each step, and the path of one run over it. */
export const FlowPanel = ({ definition, counts, wanted, run }: FlowPanelProps) => {
  const { t } = useTranslation();
  const format = useFormat();
  const { version } = wanted;
  const of = (row: { readonly version: number }): boolean => version === null || row.version === version;
  const rows = counts.steps.filter(of);
  const runs = total(counts.runs.filter(of).map(({ count }) => count));
  const placed = definition === null ? [] : placedSteps(definition);
  const known = new Set(placed.map(({ step }) => step.id));
  const former = [...new Set(rows.map(({ step }) => step))].filter((id) => !known.has(id));
  const recorded = new Map(run?.steps.map((step) => [step.step, step]));
  const runsText = t("runs.count", { count: runs, number: format.number(runs) });
  return (
    <section className={classes["panel"]} aria-label={t("runs.flow")}>
      <p className={classes["caption"]}>
        {run === undefined
          ? t("runs.flowOf", { runs: runsText })
          : t("runs.pathOver", { name: run.title ?? t("records.untitled"), runs: runsText })}
      </p>
      <ol className={classes["flow"]}>
        <li className={classes["step"]} data-passed={run !== undefined || undefined}>
          <span className={classes["tick"]}>{t("runs.start")}</span>
          <span className={classes["track"]} aria-hidden>
            <span className={classes["node"]} data-state="start">
              <IconLogin2 size={14} stroke={2} />
            </span>
            <span className={classes["line"]} />
          </span>
          <span className={classes["name"]}>
            <TriggerName definition={definition} />
          </span>
          <span className={classes["runs"]}>{runsText}</span>
        </li>
        {placed.map(({ step, ways }, index) => (
          <FlowStep
            key={step.id}
            id={step.id}
            step={step}
            ways={ways}
            object={definition?.object ?? ""}
            rows={rows.filter((row) => row.step === step.id)}
            wanted={wanted}
            state={run === undefined ? null : stateOf(recorded.get(step.id) ?? null)}
            isLast={index === placed.length - 1 && former.length === 0}
          />
        ))}
        {former.map((id, index) => (
          <FlowStep
            key={id}
            id={id}
            step={null}
            ways={[]}
            object=""
            rows={rows.filter((row) => row.step === id)}
            wanted={wanted}
            state={run === undefined ? null : stateOf(recorded.get(id) ?? null)}
            isLast={index === former.length - 1}
          />
        ))}
      </ol>
    </section>
  );
};
