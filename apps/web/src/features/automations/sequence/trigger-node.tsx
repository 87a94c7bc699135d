import { UnstyledButton } from "@mantine/core";
import { IconLogin2 } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useDefinition } from "../draft/use-draft.ts";
import { useFaults, useFaultText } from "../draft/use-faults.ts";
import { useEditor } from "../page/use-editor.ts";
import { useFormat } from "../../session/use-format.ts";
import { asTitle, plain } from "../sentence/parts.ts";
import { useSpeech } from "../sentence/speech.ts";
import { ifClause } from "../sentence/step.ts";
import { triggerClause } from "../sentence/trigger/index.ts";
import classes from "./sequence.module.css";
import { useTrial } from "./trial.ts";
import { ConditionLine } from "./condition-line.tsx";

/** What starts a run, and whom it takes. */
export const TriggerNode = () => {
  const { t } = useTranslation();
  const definition = useDefinition();
  const speech = useSpeech();
  const format = useFormat();
  const { open, part, mayEdit } = useEditor();
  const trial = useTrial();
  const { all } = useFaults(null);
  const textOf = useFaultText();
  const title = asTitle(triggerClause(definition, speech));
  return (
    <li className={classes["row"]} data-chosen={part === "trigger"}>
      <span className={classes["ring"]} data-shape="filled" aria-hidden />
      <div className={classes["card"]}>
        <IconLogin2 size={18} stroke={1.8} aria-hidden />
        <div className={classes["words"]}>
          {mayEdit ? (
            <UnstyledButton className={classes["title"] ?? ""} onClick={() => open("trigger")}>
              {title}
            </UnstyledButton>
          ) : (
            <span className={classes["title"]}>{title}</span>
          )}
          {definition.when !== undefined && (
            <ConditionLine
              holds={trial?.when?.holds ?? null}
              text={plain(ifClause(definition.when, definition.object, speech))}
            />
          )}
          {all
            .filter(({ path }) => path.startsWith("trigger") || path.startsWith("when"))
            .map((fault, at) => (
              <span key={at} className={classes["fault"]} data-kind={fault.kind}>
                {textOf(fault)}
              </span>
            ))}
        </div>
      </div>
      <div className={classes["moment"]}>
        {trial !== null && trial.status !== "not_started" && (
          <>
            <span>{format.moment(trial.started_at)}</span>
            <span className={classes["day"]}>{t("editor.day", { day: 0 })}</span>
          </>
        )}
      </div>
    </li>
  );
};
