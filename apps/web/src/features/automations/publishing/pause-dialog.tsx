import { Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { request } from "../../../lib/api/request.ts";
import { Confirm } from "../../../ui/confirm.tsx";
import { talliesQuery } from "../list/tallies-query.ts";
import type { AutomationInfo } from "../queries.ts";

export const PauseDialog = ({
  automation: { key, name },
  close,
}: {
  readonly automation: AutomationInfo;
  readonly close: () => void;
}) => {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data: tallies } = useQuery(talliesQuery);
  const pause = useMutation({
    mutationFn: () => request(`/automations/${key}/deactivate`, { method: "POST" }),
    onSuccess: async () => {
      close();
      await client.invalidateQueries({ queryKey: ["automations"] });
    },
  });
  return (
    <Confirm
      title={t("editor.pause.title", { name })}
      action={t("editor.pause.do")}
      isSending={pause.isPending}
      error={pause.error}
      onConfirm={() => pause.mutate()}
      onClose={close}
    >
      <Text>{t("editor.pause.text", { count: tallies?.get(key)?.waiting ?? 0 })}</Text>
    </Confirm>
  );
};
