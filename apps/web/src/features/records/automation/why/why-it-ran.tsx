import type { RecordPayload, WhyPayload } from "@cadencia/contracts/api";
import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ErrorState } from "../../../../ui/error-state.tsx";
import { Loading } from "../../../../ui/loading.tsx";
import { Rail } from "../../../../ui/rail.tsx";
import type { AutomationInfo } from "../../../automations/queries.ts";
import { isTold, sentenceOf } from "../../../automations/sentence/sentence.ts";
import { SentenceText } from "../../../automations/sentence/sentence-text.tsx";
import { useSpeech } from "../../../automations/sentence/speech.ts";
import { useFormat } from "../../../session/use-format.ts";
import { whyQuery } from "../queries.ts";
import { StepBeat } from "../step-beat.tsx";
import { stepsOfRun } from "../steps-of-run.ts";
import { CheckDot } from "./check-dot.tsx";
import { ConditionTree } from "./condition-tree.tsx";
import classes from "./why.module.css";

interface WhyItRanProps {
  readonly record: RecordPayload;
  readonly automation: AutomationInfo;
}

/** Why the last run began: who or what set it off, which conditions held, and when each step came. */
export const WhyItRan = ({ record, automation }: WhyItRanProps) => {
  const { t } = useTranslation();
  const speech = useSpeech();
  const why = useQuery(whyQuery(record, automation.key));
  if (why.isError && why.data === undefined)
    return <ErrorState error={why.error} retry={() => void why.refetch()} />;
  if (why.data === undefined) return <Loading />;
  const [run] = why.data.runs;
  if (run === undefined) return <Text c="dimmed">{t("ran.never")}</Text>;
  const { definition } = automation;
  const isShown = isTold(definition);
  const steps = stepsOfRun(run.steps, isShown && run.version === automation.version ? definition : null);
  return (
    <>
      {isShown && <SentenceText parts={sentenceOf(definition, speech)} />}
      <Reasons answer={why.data} run={run} record={record} />
      <Text fw={600}>{t("ran.steps")}</Text>
      <Rail label={t("ran.steps")}>
        {steps.map((step, index) => (
          <StepBeat key={step.id} step={step} object={record.object} isLast={index === steps.length - 1} />
        ))}
      </Rail>
    </>
  );
};

interface ReasonsProps {
  readonly answer: WhyPayload;
  readonly run: WhyPayload["runs"][number];
  readonly record: RecordPayload;
}

const Reasons = ({ answer: { automation, occasions }, run, record }: ReasonsProps) => {
  const { t } = useTranslation();
  const format = useFormat();
  const cause = useCause();
  const occasion = occasions.find((each) => each.run === run.id);
  const conditions = occasion?.conditions ?? null;
  return (
    <ol className={classes["list"]}>
      {automation.activated_at !== null && (
        <Reason title={t("records.why.check.activeSince", { at: format.date(automation.activated_at) })} />
      )}
      <Reason
        title={occasion === undefined ? t("ran.began", { at: format.moment(run.base_at) }) : cause(occasion)}
      >
        {conditions !== null && <ConditionTree explanation={conditions} record={record} />}
      </Reason>
      <Reason title={t("ran.entered")} />
    </ol>
  );
};

const Reason = ({ title, children }: { readonly title: string; readonly children?: ReactNode }) => (
  <li className={classes["check"]} data-state="yes">
    <CheckDot state="yes" />
    <div>
      <span className={classes["name"]}>{title}</span>
      {children}
    </div>
  </li>
);

type Occasion = WhyPayload["occasions"][number];

/** Who or what set it off, in words. */
const useCause = (): ((occasion: Occasion) => string) => {
  const { t } = useTranslation();
  const format = useFormat();
  return ({ at: instant, source, save }) => {
    const at = format.moment(instant);
    if (source === "activation") return t("ran.byActivation", { at });
    if (save === null) return t("ran.byTime", { at });
    if (save.automation !== null) return t("ran.byAutomation", { at, name: save.automation });
    return save.actor_name === null
      ? t("ran.bySave", { at })
      : t("ran.byPerson", { at, name: save.actor_name });
  };
};
