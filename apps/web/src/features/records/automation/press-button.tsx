import type { RecordPayload } from "@cadencia/contracts/api";
import { Button, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { request } from "../../../lib/api/request.ts";
import { Confirm } from "../../../ui/confirm.tsx";
import type { AutomationInfo } from "../../automations/queries.ts";
import { isTold } from "../../automations/sentence/sentence.ts";
import { SentenceText } from "../../automations/sentence/sentence-text.tsx";
import { useSpeech } from "../../automations/sentence/speech.ts";
import { stepClause } from "../../automations/sentence/step.ts";
import { useMay } from "../../session/use-may.ts";
import { runsQuery } from "./queries.ts";

interface PressButtonProps {
  readonly record: RecordPayload;
  readonly automation: AutomationInfo;
}

/** Starts an automation by hand where it is not under way already. */
export const PressButton = ({ record, automation }: PressButtonProps) => {
  const { t } = useTranslation();
  const may = useMay();
  const [isAsking, setAsking] = useState(false);
  const { data: runs } = useQuery(runsQuery(record));
  const isUnderWay = runs?.items.some((run) => run.automation === automation.key && run.status === "active");
  if (!may(record.object, "edit", record) || record.archived || isUnderWay !== false) return null;
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t("records.press.do")}
      </Button>
      {isAsking && <AskPress record={record} automation={automation} close={() => setAsking(false)} />}
    </>
  );
};

const AskPress = ({ record, automation, close }: PressButtonProps & { readonly close: () => void }) => {
  const { t } = useTranslation();
  const speech = useSpeech();
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const press = useMutation({
    mutationFn: () =>
      request(`/automations/${automation.key}/press`, { method: "POST", body: { record: record.id } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["record-life", record.id] });
      navigate(`/records/${record.object}/${record.id}/automation`);
    },
  });
  const { definition } = automation;
  const first = isTold(definition) ? definition.steps[0] : undefined;
  return (
    <Confirm
      title={t("records.press.title", { name: automation.name })}
      action={t("records.press.confirm")}
      isSending={press.isPending}
      error={press.error}
      onConfirm={() => press.mutate()}
      onClose={close}
    >
      <Text>{t("records.press.text")}</Text>
      {first !== undefined && <SentenceText parts={stepClause(first, automation.object, speech)} />}
    </Confirm>
  );
};
