import type { DoStepInput, IndexPath } from "@cadencia/contracts/automation";
import { UnstyledButton } from "@mantine/core";
import { IconGripVertical } from "@tabler/icons-react";
import { useRef, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { useDefinition } from "../draft/use-draft.ts";
import { useFaults, useFaultLine } from "../draft/use-faults.ts";
import { useEditor } from "../page/use-editor.ts";
import { plain } from "../sentence/parts.ts";
import { useSpeech } from "../sentence/speech.ts";
import { ifClause, stepTitle, waitText } from "../sentence/step.ts";
import { ConditionLine } from "./condition-line.tsx";
import { Moment } from "./moment.tsx";
import { ACTION_ICONS, ANY_ICON } from "./palette-items.ts";
import classes from "./sequence.module.css";
import { useTrial } from "./trial.ts";
import { useSequenceActs } from "./use-sequence.ts";
import { useStepDrag } from "./use-step-drag.ts";

interface StepNodeProps {
  readonly step: DoStepInput;
  readonly path: IndexPath;
}

/** A step with its wait, its condition, and when it would run. */
export const StepNode = ({ step, path }: StepNodeProps) => {
  const { object } = useDefinition();
  const speech = useSpeech();
  const { part, mayEdit } = useEditor();
  const { lifted } = useSequenceActs();
  const { all } = useFaults(path);
  const textOf = useFaultLine();
  const element = useRef<HTMLLIElement>(null);
  const isDragged = useStepDrag(element, { step: step.id }, mayEdit);
  const trial = useTrial();
  const tried = trial?.steps.find((one) => one.step === step.id) ?? null;
  const Icon = ACTION_ICONS[step.do] ?? ANY_ICON;
  const wait = plain(waitText(step, object, speech));
  const isLifted = lifted?.step === step.id;
  return (
    <li
      ref={element}
      className={classes["row"]}
      data-chosen={part === step.id}
      data-lifted={isDragged || isLifted}
      data-step={step.id}
    >
      <span className={classes["ring"]} data-shape={wait === "" ? "filled" : "ring"} aria-hidden />
      <div className={classes["body"]}>
        {wait !== "" && <span className={classes["wait"]}>{wait}</span>}
        <div className={classes["card"]}>
          <Icon size={18} stroke={1.8} aria-hidden />
          <div className={classes["words"]}>
            <StepButton id={step.id} title={stepTitle(step, object, speech)} wait={wait} />
            {step.if !== undefined && (
              <ConditionLine
                holds={tried?.condition?.holds ?? null}
                text={plain(ifClause(step.if, object, speech))}
              />
            )}
            {all.map((fault, at) => (
              <span key={at} className={classes["fault"]} data-kind={fault.kind}>
                {textOf(fault)}
              </span>
            ))}
          </div>
          {mayEdit && <IconGripVertical size={16} className={classes["grip"]} aria-hidden />}
        </div>
      </div>
      <Moment step={step} tried={tried} />
    </li>
  );
};

/** Opens the step; Space lifts it, arrows carry it, Space drops it, Esc puts it back. */
export const StepButton = ({
  id,
  title,
  wait,
}: {
  readonly id: string;
  readonly title: string;
  readonly wait: string;
}) => {
  const { t } = useTranslation();
  const { open, mayEdit } = useEditor();
  const { lifted, lift, carry, drop, putBack } = useSequenceActs();
  if (!mayEdit) return <span className={classes["title"]}>{title}</span>;
  const isLifted = lifted?.step === id;
  const onKeyDown = (event: KeyboardEvent) => {
    const acts: Readonly<Record<string, () => void>> = isLifted
      ? {
          " ": drop,
          Enter: drop,
          Escape: putBack,
          ArrowDown: () => carry(1),
          ArrowUp: () => carry(-1),
        }
      : { " ": () => lift(id), ArrowDown: () => walk(event, 1), ArrowUp: () => walk(event, -1) };
    const act = acts[event.key];
    if (act === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  return (
    <UnstyledButton
      className={classes["title"] ?? ""}
      data-walk
      aria-roledescription={t("editor.movable")}
      aria-label={wait === "" ? title : `${title}, ${wait}`}
      onClick={() => !isLifted && open(id)}
      onKeyDown={onKeyDown}
      onBlur={() => isLifted && putBack()}
    >
      {title}
    </UnstyledButton>
  );
};

/** To the step below or above, in reading order. */
const walk = (event: KeyboardEvent, by: 1 | -1): void => {
  const all = [...document.querySelectorAll<HTMLElement>("[data-walk]")];
  all[all.indexOf(event.currentTarget as HTMLElement) + by]?.focus();
};
