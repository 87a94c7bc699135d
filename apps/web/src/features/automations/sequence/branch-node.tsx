import type { BranchInput, IndexPath, StepInput } from "@cadencia/contracts/automation";
import { IconArrowsSplit2, IconGripVertical } from "@tabler/icons-react";
import { useRef, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useDefinition } from "../draft/use-draft.ts";
import { useFaults, useFaultLine } from "../draft/use-faults.ts";
import { useEditor } from "../page/use-editor.ts";
import { plain } from "../sentence/parts.ts";
import { useSpeech } from "../sentence/speech.ts";
import { ifClause } from "../sentence/step.ts";
import { waitClause } from "../sentence/wait/index.ts";
import { ConditionLine } from "./condition-line.tsx";
import classes from "./sequence.module.css";
import { StepButton } from "./step-node.tsx";
import { useTrial } from "./trial.ts";
import { useSequenceActs } from "./use-sequence.ts";
import { useStepDrag } from "./use-step-drag.ts";

interface BranchNodeProps {
  readonly step: BranchInput;
  readonly path: IndexPath;
  /** Draws the steps of a way. */
  readonly listOf: (steps: readonly StepInput[], list: IndexPath) => ReactNode;
}

/** The ways of a branch as rails of their own, one below the other. */
export const BranchNode = ({ step, path, listOf }: BranchNodeProps) => {
  const { t } = useTranslation();
  const { object } = useDefinition();
  const speech = useSpeech();
  const { part, mayEdit } = useEditor();
  const { lifted } = useSequenceActs();
  const { all } = useFaults(path);
  const textOf = useFaultLine();
  const trial = useTrial();
  const element = useRef<HTMLDivElement>(null);
  const id = step.id ?? "";
  const isDragged = useStepDrag(element, { step: id }, mayEdit);
  const wait = plain(waitClause(step.wait, object, speech));
  const holdsOf = (arm: number): boolean | null =>
    trial?.branches.find((one) => one.branch === path.join(".") && one.arm === arm)?.condition.holds ?? null;
  return (
    <li
      className={classes["branch"]}
      data-chosen={part === id}
      data-lifted={isDragged || lifted?.step === id}
    >
      <div ref={element} className={classes["row"]}>
        <span className={classes["ring"]} data-shape={wait === "" ? "filled" : "ring"} aria-hidden />
        <div className={classes["body"]}>
          {wait !== "" && <span className={classes["wait"]}>{wait}</span>}
          <div className={classes["card"]}>
            <IconArrowsSplit2 size={18} stroke={1.8} aria-hidden />
            <div className={classes["words"]}>
              <StepButton id={id} title={t("editor.item.branch")} wait={wait} />
              {all.map((fault, at) => (
                <span key={at} className={classes["fault"]} data-kind={fault.kind}>
                  {textOf(fault)}
                </span>
              ))}
            </div>
            {mayEdit && <IconGripVertical size={16} className={classes["grip"]} aria-hidden />}
          </div>
        </div>
        <span />
      </div>
      {step.branch.map((way, arm) => {
        const words = "if" in way ? plain(ifClause(way.if, object, speech)) : speech.say("else");
        return (
          <section key={arm} className={classes["way"]} aria-label={words}>
            {"if" in way ? (
              <ConditionLine holds={holdsOf(arm)} text={words} />
            ) : (
              <span className={classes["condition"]}>{words}</span>
            )}
            <ol className={classes["list"]}>{listOf(way.steps, [...path, arm])}</ol>
          </section>
        );
      })}
    </li>
  );
};
