import { useQuery } from "@tanstack/react-query";
import { IconArrowsSplit2 } from "@tabler/icons-react";
import { use, useEffect, useRef, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { StateMark } from "../../../ui/state-mark.tsx";
import { CheckDot } from "../../records/automation/why/check-dot.tsx";
import type { StageInfo } from "../../model/queries.ts";
import { useFormat } from "../../session/use-format.ts";
import { talliesQuery } from "../list/tallies-query.ts";
import { asTitle, plain } from "../sentence/parts.ts";
import { useSpeech } from "../sentence/speech.ts";
import { actionClause, ifClause } from "../sentence/step.ts";
import { useTrial } from "../sequence/trial.ts";
import { ACTION_ICONS } from "../sequence/palette-items.ts";
import { MoveMenu, RestageContext } from "./move-menu.tsx";
import { useRuleDrag } from "./rule-drag.ts";
import { RuleState } from "./rule-state.tsx";
import type { StageRule } from "./stage-rules.ts";
import classes from "./stages.module.css";

interface RuleCardProps {
  readonly rule: StageRule;
  readonly object: string;
  /** Under which it stands. */
  readonly stage: StageInfo;
  readonly isChosen: boolean;
  /** Its automation is the one that is edited: what it would do is known for a sample. */
  readonly isInHand: boolean;
}

/** What a rule does, on what condition, and what came of it in the last 30 days. */
export const RuleCard = ({ rule, object, stage, isChosen, isInHand }: RuleCardProps) => {
  const { t } = useTranslation();
  const speech = useSpeech();
  const { automation, step, at } = rule;
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    if (isChosen) card.current?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [isChosen]);
  const [isMoving, setMoving] = useState(false);
  const mayMove = use(RestageContext) !== null;
  const isDragged = useRuleDrag(card, { automation: automation.key, from: stage.key }, mayMove);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!mayMove || isMoving || event.key !== "m" || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    setMoving(true);
  };
  const isDone = "do" in step;
  const Icon = isDone ? ACTION_ICONS[step.do] : IconArrowsSplit2;
  const name = isDone ? (step.name ?? t(`editor.item.${step.do}`)) : t("editor.item.branch");
  return (
    <article
      ref={card}
      className={classes["card"]}
      data-chosen={isChosen || undefined}
      data-off={!automation.isOn || undefined}
      data-draft={automation.isDraft || undefined}
      data-dragged={isDragged || undefined}
      data-movable={mayMove || undefined}
      onKeyDown={onKeyDown}
    >
      <Icon size={18} stroke={1.75} aria-hidden />
      <div className={classes["words"]}>
        <Link
          href={`/automations/${automation.key}/stages/${encodeURIComponent(step.id ?? "")}`}
          className={classes["title"]}
          draggable={false}
          aria-current={isChosen ? "true" : undefined}
        >
          {name}
        </Link>
        {isDone && <span className={classes["detail"]}>{asTitle(actionClause(step, object, speech))}</span>}
        <Condition rule={rule} object={object} isInHand={isInHand} />
        <RuleState automation={automation} />
      </div>
      <MoveMenu rule={{ automation, from: stage }} name={name} opened={isMoving} onChange={setMoving} />
      {at === 0 && <Counts automation={automation.key} />}
    </article>
  );
};

interface ConditionProps {
  readonly rule: StageRule;
  readonly object: string;
  readonly isInHand: boolean;
}

/** The step's own condition, and under the first that of the automation. */
const Condition = ({ rule: { automation, step, at }, object, isInHand }: ConditionProps) => {
  const speech = useSpeech();
  const trial = useTrial();
  const own = "do" in step ? step.if : undefined;
  const condition = own ?? (at === 0 ? automation.definition.when : undefined);
  if (condition === undefined) return null;
  const tried = own === undefined ? trial?.when : trial?.steps.find((one) => one.step === step.id)?.condition;
  const holds = isInHand ? tried?.holds : undefined;
  return (
    <span className={classes["condition"]}>
      <CheckDot state={holds === undefined ? "unseen" : holds ? "yes" : "no"} />
      <span>{plain(ifClause(condition, object, speech))}</span>
    </span>
  );
};

const COUNTED = ["done", "waiting", "failed", "uncertain"] as const;

const Counts = ({ automation }: { readonly automation: string }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const { data: tallies } = useQuery(talliesQuery);
  const tally = tallies?.get(automation);
  const counted = COUNTED.filter((state) => (tally?.[state] ?? 0) > 0);
  if (counted.length === 0) return null;
  return (
    <div className={classes["counts"]}>
      {counted.map((state) => (
        <StateMark
          key={state}
          state={state}
          word={`${t(`common.state.${state}`)} ${format.number(tally?.[state] ?? 0)}`}
        />
      ))}
    </div>
  );
};
