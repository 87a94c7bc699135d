import type { activationPreviewSchema } from "@cadencia/contracts/api";
import { Alert, Button, Group, Modal, Radio, Stack, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type * as z from "zod";
import { Problem } from "../../../lib/api/problem.ts";
import { request } from "../../../lib/api/request.ts";
import { useFormat } from "../../session/use-format.ts";
import type { AutomationInfo } from "../queries.ts";
import { isTold, sentenceOf } from "../sentence/sentence.ts";
import { SentenceText } from "../sentence/sentence-text.tsx";
import { useSpeech } from "../sentence/speech.ts";
import classes from "./list.module.css";

type Preview = z.infer<typeof activationPreviewSchema>;

interface SwitchOnProps {
  readonly automation: AutomationInfo;
  readonly close: () => void;
}

/** These wait for something to happen: there are no records that match them already. */
const ONLY_NEW = ["on", "event", "manual"];

/** What will happen is shown before it does. */
export const SwitchOn = ({ automation, close }: SwitchOnProps) => {
  const { t } = useTranslation();
  const speech = useSpeech();
  const client = useQueryClient();
  const [existing, setExisting] = useState(false);
  const { key, name, definition } = automation;
  const onlyNew = isTold(definition) && ONLY_NEW.some((kind) => kind in definition.trigger);
  const preview = useQuery({
    queryKey: ["automations", "preview", key, existing],
    queryFn: ({ signal }) =>
      request<Preview>(`/automations/${key}/preview`, { method: "POST", body: { existing }, signal }),
    gcTime: 0,
    retry: false,
  });
  const activate = useMutation({
    mutationFn: () => request(`/automations/${key}/activate`, { method: "POST", body: { existing } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["automations"] });
      close();
    },
  });
  const enter = preview.data?.enter ?? 0;
  return (
    <Modal
      opened
      onClose={close}
      title={t("automations.on.title", { name })}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      {isTold(definition) && <SentenceText parts={sentenceOf(definition, speech)} />}
      {!onlyNew && (
        <Radio.Group
          mt="md"
          label={t("automations.on.whom")}
          value={existing ? "all" : "new"}
          onChange={(value) => setExisting(value === "all")}
        >
          <Stack gap="sm" mt={4}>
            <Radio value="new" label={t("automations.on.new")} />
            <Radio value="all" label={t("automations.on.existing")} />
          </Stack>
        </Radio.Group>
      )}
      {preview.data !== undefined && <PreviewFigures preview={preview.data} existing={existing} />}
      {(preview.isError || activate.isError) && (
        <Alert color="red" role="alert" mt="md">
          {messageOf(activate.error ?? preview.error) ?? t("common.failed")}
        </Alert>
      )}
      <Group justify="end" mt="md">
        <Button variant="default" onClick={close}>
          {t("common.cancel")}
        </Button>
        <Button
          disabled={preview.data === undefined}
          loading={activate.isPending}
          onClick={() => activate.mutate()}
        >
          {existing ? t("automations.on.doFor", { count: enter }) : t("automations.on.do")}
        </Button>
      </Group>
    </Modal>
  );
};

const messageOf = (error: unknown): string | null => (error instanceof Problem ? error.message : null);

const PreviewFigures = ({ preview, existing }: { readonly preview: Preview; readonly existing: boolean }) => {
  const { t } = useTranslation();
  const format = useFormat();
  if (!existing) return <Text mt="md">{t("automations.on.none")}</Text>;
  const figures = [
    ["enter", preview.enter],
    ["reached", preview.reached],
    ["noAddress", preview.no_address],
    ["suppressed", preview.suppressed],
  ] as const;
  return (
    <dl className={classes["preview"]} aria-live="polite">
      {figures.map(([name, count]) => (
        <Figure key={name} name={t(`automations.on.${name}`)} value={format.number(count)} />
      ))}
      {preview.first_due !== null && (
        <Figure name={t("automations.on.first")} value={format.moment(preview.first_due)} />
      )}
    </dl>
  );
};

const Figure = ({ name, value }: { readonly name: string; readonly value: string }) => (
  <>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </>
);
