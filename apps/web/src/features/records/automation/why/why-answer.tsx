import type { RecordPayload, WhyPayload } from "@cadencia/contracts/api";
import { Button, Group, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { ErrorState } from "../../../../ui/error-state.tsx";
import { Loading } from "../../../../ui/loading.tsx";
import type { AutomationInfo } from "../../../automations/queries.ts";
import { isTold, sentenceOf } from "../../../automations/sentence/sentence.ts";
import { SentenceText } from "../../../automations/sentence/sentence-text.tsx";
import { useSpeech } from "../../../automations/sentence/speech.ts";
import { useFormat } from "../../../session/use-format.ts";
import { useMay } from "../../../session/use-may.ts";
import { whyQuery } from "../queries.ts";
import { useReason } from "../use-reason.ts";
import { CheckDot } from "./check-dot.tsx";
import { checklistOf, type Check, type CheckName } from "./checklist.ts";
import { ConditionTree } from "./condition-tree.tsx";
import { useWouldRun } from "./use-would-run.ts";
import classes from "./why.module.css";

interface WhyAnswerProps {
  readonly record: RecordPayload;
  readonly automation: AutomationInfo;
}

/** The answer: a checklist in the engine's order that stops at the first ring, and what would change it. */
export const WhyAnswer = ({ record, automation }: WhyAnswerProps) => {
  const speech = useSpeech();
  const why = useQuery(whyQuery(record, automation.key));
  if (why.isError && why.data === undefined)
    return <ErrorState error={why.error} retry={() => void why.refetch()} />;
  if (why.data === undefined) return <Loading />;
  const { definition } = automation;
  return (
    <>
      {isTold(definition) && <SentenceText parts={sentenceOf(definition, speech)} />}
      <Answer answer={why.data} record={record} automation={automation} />
    </>
  );
};

const Answer = ({ answer, record, automation }: WhyAnswerProps & { readonly answer: WhyPayload }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const may = useMay();
  const { checks, at, ready } = checklistOf(answer);
  const would = useWouldRun(checks, { record, automation });
  const [latest] = answer.runs;
  return (
    <>
      <Text size="sm" c="dimmed">
        {latest !== undefined && `${t("records.why.ran", { at: format.moment(latest.started_at) })} `}
        {at === null ? t("records.why.now") : t("records.why.occasion", { at: format.moment(at) })}
      </Text>
      <ol className={classes["list"]}>
        {checks.map((check) => (
          <CheckLine key={check.name} check={check} answer={answer} record={record} />
        ))}
      </ol>
      {would !== null && (
        <div className={classes["would"]}>
          <strong>{t("records.why.would")}</strong>
          {would}
        </div>
      )}
      {ready && <Text>{t("records.why.ready")}</Text>}
      {answer.now.next_at !== null && (
        <Text size="sm" c="dimmed">
          {t("records.why.next", { at: format.moment(answer.now.next_at) })}
        </Text>
      )}
      {may("automation", "edit") && (
        <Group gap="sm">
          <Button
            variant="default"
            component={Link}
            href={`/records/${record.object}/${record.id}/automation/try/${automation.key}`}
          >
            {t("records.try.do")}
          </Button>
        </Group>
      )}
    </>
  );
};

interface CheckLineProps {
  readonly check: Check;
  readonly answer: WhyPayload;
  readonly record: RecordPayload;
}

const CheckLine = ({ check: { name, state, reason, conditions }, answer, record }: CheckLineProps) => {
  const { t } = useTranslation();
  const format = useFormat();
  const reasonOf = useReason();
  const since = answer.automation.activated_at;
  const title =
    name === "active" && state === "yes" && since !== null
      ? t("records.why.check.activeSince", { at: format.date(since) })
      : t(`records.why.check.${state === "no" ? refusedTitle(name, reason) : name}`);
  return (
    <li className={classes["check"]} data-state={state}>
      <CheckDot state={state} />
      <div>
        <span className={classes["name"]}>{title}</span>
        {reason !== null && reason !== "condition_false" && (
          <p className={classes["detail"]}>{reasonOf(reason)}</p>
        )}
        {conditions !== null && <ConditionTree explanation={conditions} record={record} />}
      </div>
    </li>
  );
};

/** What happened before it was switched on says nothing of whether it is on now. */
const refusedTitle = (name: CheckName, reason: string | null): string =>
  reason === "before_activation" ? "notYet" : REFUSED[name];

const REFUSED = { active: "inactive", trigger: "noTrigger", filter: "noFilter", entry: "noEntry" } as const;
