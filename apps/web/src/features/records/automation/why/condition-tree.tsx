import type { RecordPayload } from "@cadencia/contracts/api";
import type { Explanation } from "@cadencia/core/filter";
import { useTranslation } from "react-i18next";
import { plain } from "../../../automations/sentence/parts.ts";
import { aCondition } from "../../../automations/sentence/phrase/condition.ts";
import { aValue } from "../../../automations/sentence/phrase/value.ts";
import { useSpeech } from "../../../automations/sentence/speech.ts";
import { CheckDot } from "./check-dot.tsx";
import classes from "./why.module.css";

interface ConditionTreeProps {
  readonly explanation: Explanation;
  readonly record: RecordPayload;
}

/** Condition by condition: what it needs, and the value that was seen. */
export const ConditionTree = ({ explanation, record }: ConditionTreeProps) => {
  const { t } = useTranslation();
  const speech = useSpeech();
  if (explanation.kind === "condition") {
    const { field, operator, expected, actual, holds } = explanation;
    const needs = plain(aCondition({ field, operator, value: expected }, record.object, speech));
    return (
      <div className={classes["condition"]}>
        <CheckDot state={holds ? "yes" : "no"} />
        <span>
          {needs}
          {!holds && (
            <span className={classes["seen"]}>
              {t("records.why.has", {
                value: aValue(actual, { path: field, object: record.object }, speech),
              })}
            </span>
          )}
        </span>
      </div>
    );
  }
  const children = "children" in explanation ? (explanation.children ?? []) : [];
  if (explanation.kind === "all" || explanation.kind === "segment")
    return children.map((child, index) => <ConditionTree key={index} explanation={child} record={record} />);
  const word =
    explanation.kind === "any"
      ? speech.say("or")
      : explanation.kind === "not"
        ? speech.say("not")
        : speech.labels.relation(("relation" in explanation ? explanation.relation : "") ?? "");
  return (
    <div>
      <div className={classes["condition"]}>
        <CheckDot state={explanation.holds ? "yes" : "no"} />
        <span>{word}</span>
      </div>
      <div className={classes["group"]}>
        {explanation.kind === "record"
          ? null
          : children.map((child, index) => <ConditionTree key={index} explanation={child} record={record} />)}
      </div>
    </div>
  );
};
