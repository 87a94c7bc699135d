import { STEP_STANDINGS, type StepCounts } from "@cadencia/contracts/api";
import type { DoStepInput } from "@cadencia/contracts/automation";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { STATE_ICONS, StateMark, type StepState } from "../../../ui/state-mark.tsx";
import { plain } from "../../automations/sentence/parts.ts";
import { aFilter } from "../../automations/sentence/phrase/filter.ts";
import { useSpeech, type Speech } from "../../automations/sentence/speech.ts";
import { stepTitle, waitText } from "../../automations/sentence/step.ts";
import { useFormat } from "../../session/use-format.ts";
import { tallyOf } from "../tally.ts";
import { addressOf, type Wanted } from "../wanted.ts";
import { ActionIcon } from "./action-icon.tsx";
import classes from "./flow.module.css";

interface FlowStepProps {
  readonly id: string;
  /** Null: only an earlier version has it, or it may not be seen. */
  readonly step: DoStepInput | null;
  readonly ways: readonly unknown[];
  readonly object: string;
  readonly rows: StepCounts["steps"];
  readonly wanted: Wanted;
  /** How it stands in the run whose path is drawn; null where none is. */
  readonly state: StepState | null;
  readonly isLast: boolean;
}

/** One step on the rail: when it comes, what it does, what became of it. */
export const FlowStep = ({ id, step, ways, object, rows, wanted, state, isLast }: FlowStepProps) => {
  const { t } = useTranslation();
  const speech = useSpeech();
  const format = useFormat();
  const tally = tallyOf(rows);
  const counted = STEP_STANDINGS.filter((standing) => (tally.get(standing) ?? 0) > 0);
  const wait = step === null ? "" : plain(waitText(step, object, speech));
  const Icon = state === null ? null : STATE_ICONS[state];
  return (
    <li className={classes["step"]} data-passed={(state !== null && state !== "pending") || undefined}>
      <span className={classes["tick"]}>
        {step === null ? t("runs.former") : wait === "" ? t("runs.atOnce") : sentenceCase(wait)}
      </span>
      <span className={classes["track"]} aria-hidden>
        <span className={classes["node"]} data-state={state ?? "plain"}>
          {Icon !== null && state !== "pending" ? (
            <Icon size={14} stroke={2} />
          ) : (
            step !== null && <ActionIcon action={step.do} />
          )}
        </span>
        {!isLast && <span className={classes["line"]} />}
      </span>
      <span className={classes["name"]}>
        {state !== null && <span className={classes["spoken"]}>{t(`common.state.${state}`)}: </span>}
        {step === null ? id : stepTitle(step, object, speech)}
        {ways.length > 0 && <span className={classes["way"]}>{wayText(ways, object, speech)}</span>}
      </span>
      <span className={classes["mix"]} aria-hidden>
        {counted.map((standing) => (
          <i key={standing} data-state={standing} style={{ flexGrow: tally.get(standing) }} />
        ))}
      </span>
      <span className={classes["counts"]}>
        {counted.map((standing) => (
          <Link
            key={standing}
            href={addressOf({ ...wanted, standing, step: id, run: null })}
            className={classes["count"]}
            aria-label={t("runs.showStep", {
              state: t(`common.state.${standing}`),
              number: format.number(tally.get(standing) ?? 0),
              step: step === null ? id : stepTitle(step, object, speech),
            })}
          >
            <StateMark state={standing} word={format.number(tally.get(standing) ?? 0)} />
          </Link>
        ))}
        {counted.length === 0 && <span className={classes["runs"]}>{t("runs.noneYet")}</span>}
      </span>
    </li>
  );
};

const wayText = (ways: readonly unknown[], object: string, speech: Speech): string =>
  ways
    .map((way) =>
      way === null ? speech.say("else") : `${speech.say("if")} ${plain(aFilter(way, object, speech))}`,
    )
    .join(", ");

const sentenceCase = (words: string): string => words.charAt(0).toLocaleUpperCase() + words.slice(1);
