import type { DoStepInput, StepInput } from "@cadencia/contracts/automation";
import { Fragment } from "react";
import { useDefinition } from "../draft/use-draft.ts";
import { join, plain, text, type Part } from "../sentence/parts.ts";
import { useSpeech } from "../sentence/speech.ts";
import { actionClause, ifClause } from "../sentence/step.ts";
import { triggerClause } from "../sentence/trigger/index.ts";
import { waitClause } from "../sentence/wait/index.ts";
import { windowClause } from "../sentence/wait/window.ts";
import classes from "./page.module.css";
import { Slot, type SlotKind } from "./slot.tsx";
import { useEditor } from "./use-editor.ts";

/** No line begins with the comma after a button. */
const JOINED = "\u2060";

/** The rule; what one may change of it is a button. */
export const EditableSentence = () => {
  const { steps } = useDefinition();
  return (
    <p className={classes["sentence"]}>
      <TriggerWords />
      {steps.map((step, at) => (
        <Fragment key={step.id ?? at}>
          {`${JOINED}${at === 0 ? ", " : "; "}`}
          <AnyStep step={step} />
        </Fragment>
      ))}
      {`${JOINED}.`}
    </p>
  );
};

export const TriggerWords = () => {
  const speech = useSpeech();
  const definition = useDefinition();
  const { when, object } = definition;
  return (
    <>
      <SlotWords parts={triggerClause(definition, speech)} part={null} kind="trigger" />
      {when !== undefined && `${JOINED}, `}
      <SlotWords parts={ifClause(when, object, speech)} part={null} kind="when" isWhole />
    </>
  );
};

const AnyStep = ({ step }: { readonly step: StepInput }) => {
  const speech = useSpeech();
  const { object } = useDefinition();
  if ("do" in step) return <StepWords step={step} />;
  return step.branch.map((way, arm) => (
    <Fragment key={arm}>
      {arm > 0 && `${JOINED}; `}
      <SlotWords
        parts={"if" in way ? ifClause(way.if, object, speech) : text(speech.say("else"))}
        part={step.id ?? null}
        kind="branch"
        isWhole
      />
      {`${JOINED}: `}
      {way.steps.map((inner, at) => (
        <Fragment key={inner.id ?? at}>
          {at > 0 && `${JOINED}; `}
          <AnyStep step={inner} />
        </Fragment>
      ))}
    </Fragment>
  ));
};

export const StepWords = ({ step }: { readonly step: DoStepInput }) => {
  const speech = useSpeech();
  const { object } = useDefinition();
  const clauses: readonly { readonly kind: SlotKind; readonly parts: readonly Part[] }[] = [
    { kind: "wait", parts: waitClause(step.wait, object, speech) },
    { kind: "window", parts: step.window === undefined ? [] : windowClause(step.window, speech) },
    { kind: "if", parts: ifClause(step.if, object, speech) },
    { kind: "action", parts: actionClause(step, object, speech) },
  ];
  return clauses
    .filter(({ parts }) => parts.length > 0)
    .map(({ kind, parts }, at) => (
      <Fragment key={kind}>
        {at > 0 && `${JOINED}, `}
        <SlotWords parts={parts} part={step.id} kind={kind} isWhole={kind === "if"} />
      </Fragment>
    ));
};

interface SlotWordsProps {
  readonly parts: readonly Part[];
  /** The step that they are of; null: the automation itself. */
  readonly part: string | null;
  readonly kind: SlotKind;
  /** One button for all of it, as a condition has many slots and one form. */
  readonly isWhole?: boolean;
}

/** Words of which the slots are buttons; for who may edit nothing they are but words. */
export const SlotWords = ({ parts, part, kind, isWhole = false }: SlotWordsProps) => {
  const { mayEdit } = useEditor();
  if (parts.length === 0) return null;
  if (!mayEdit)
    return parts.map((one, at) =>
      one.kind === "slot" ? <b key={at}>{one.text}</b> : <Fragment key={at}>{one.text}</Fragment>,
    );
  if (isWhole) return <Slot name={kind} words={plain(parts)} part={part} kind={kind} />;
  const hasSlot = parts.some((one) => one.kind === "slot");
  if (!hasSlot) return <Slot name={kind} words={plain(join([parts], ""))} part={part} kind={kind} />;
  return parts.map((one, at) =>
    one.kind === "slot" ? (
      <Slot key={at} name={one.name} words={one.text} part={part} kind={kind} />
    ) : (
      <Fragment key={at}>{one.text}</Fragment>
    ),
  );
};
