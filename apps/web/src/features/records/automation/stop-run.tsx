import type { RecordPayload } from "@cadencia/contracts/api";
import { Button, Group, Modal, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { request } from "../../../lib/api/request.ts";

interface StopRunProps {
  readonly automation: string;
  readonly name: string;
  readonly record: RecordPayload;
  /** How many steps have not been done. */
  readonly open: number;
  readonly close: () => void;
}

export const StopRun = ({ automation, name, record, open, close }: StopRunProps) => {
  const { t } = useTranslation();
  const client = useQueryClient();
  const stop = useMutation({
    mutationFn: () =>
      request(`/automations/${automation}/stop`, { method: "POST", body: { record: record.id } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["record-life", record.id] });
      close();
    },
  });
  return (
    <Modal
      opened
      onClose={close}
      title={t("records.runs.stopTitle", { name })}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <Text>{t("records.runs.stopText", { count: open })}</Text>
      {stop.isError && (
        <Text c="red" role="alert">
          {stop.error.message}
        </Text>
      )}
      <Group justify="end" mt="md">
        <Button variant="default" onClick={close}>
          {t("common.cancel")}
        </Button>
        <Button color="red" loading={stop.isPending} onClick={() => stop.mutate()}>
          {t("records.runs.stopDo")}
        </Button>
      </Group>
    </Modal>
  );
};
