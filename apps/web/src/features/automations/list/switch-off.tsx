import { Button, Group, Modal, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { request } from "../../../lib/api/request.ts";
import type { AutomationInfo } from "../queries.ts";
import type { Tally } from "./tallies-query.ts";

interface SwitchOffProps {
  readonly automation: AutomationInfo;
  readonly tally: Tally | undefined;
  readonly close: () => void;
}

export const SwitchOff = ({ automation: { key, name }, tally, close }: SwitchOffProps) => {
  const { t } = useTranslation();
  const client = useQueryClient();
  const off = useMutation({
    mutationFn: () => request(`/automations/${key}/deactivate`, { method: "POST" }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["automations"] });
      close();
    },
  });
  return (
    <Modal
      opened
      onClose={close}
      title={t("automations.off.title", { name })}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <Text>{t("automations.off.text", { count: tally?.waiting ?? 0 })}</Text>
      {off.isError && (
        <Text c="red" role="alert">
          {off.error.message}
        </Text>
      )}
      <Group justify="end" mt="md">
        <Button variant="default" onClick={close}>
          {t("common.cancel")}
        </Button>
        <Button loading={off.isPending} onClick={() => off.mutate()}>
          {t("automations.off.do")}
        </Button>
      </Group>
    </Modal>
  );
};
