import type { StepInput } from "@cadencia/contracts/automation";
import { useTranslation } from "react-i18next";
import { useDefinition } from "../draft/use-draft.ts";
import { text } from "../sentence/parts.ts";
import { ifClause } from "../sentence/step.ts";
import { useSpeech } from "../sentence/speech.ts";
import { SlotWords, StepWords, TriggerWords } from "./editable-sentence.tsx";
import classes from "./page.module.css";

/** The rule sentence by sentence: one for the trigger, one for each step. */
export const SentencesView = () => {
  const { t } = useTranslation();
  const { steps } = useDefinition();
  return (
    <ol className={classes["list"]} aria-label={t("editor.view.sentences")}>
      <li>
        <p className={classes["sentence"]}>
          <TriggerWords />
        </p>
      </li>
      <StepSentences steps={steps} depth={0} />
    </ol>
  );
};

const StepSentences = ({
  steps,
  depth,
}: {
  readonly steps: readonly StepInput[];
  readonly depth: number;
}) => {
  const speech = useSpeech();
  const { object } = useDefinition();
  return steps.map((step, at) => (
    <li key={step.id ?? at} style={{ paddingInlineStart: depth * 24 }}>
      {"do" in step ? (
        <p className={classes["sentence"]}>
          <StepWords step={step} />
        </p>
      ) : (
        <ol className={classes["inner"]} style={{ listStyle: "none", padding: 0 }}>
          {step.branch.map((way, arm) => (
            <li key={arm}>
              <p className={classes["sentence"]}>
                <SlotWords
                  parts={"if" in way ? ifClause(way.if, object, speech) : text(speech.say("else"))}
                  part={step.id ?? null}
                  kind="if"
                />
              </p>
              <ol style={{ listStyle: "none", padding: 0 }}>
                <StepSentences steps={way.steps} depth={depth + 1} />
              </ol>
            </li>
          ))}
        </ol>
      )}
    </li>
  ));
};
