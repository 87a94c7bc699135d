import { Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { request } from "../../../lib/api/request.ts";
import { Confirm } from "../../../ui/confirm.tsx";
import { talliesQuery } from "../list/tallies-query.ts";
import type { AutomationInfo } from "../queries.ts";

export const DeleteDialog = ({
  automation: { key, name },
  close,
}: {
  readonly automation: AutomationInfo;
  readonly close: () => void;
}) => {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [, go] = useLocation();
  const { data: tallies } = useQuery(talliesQuery);
  const remove = useMutation({
    mutationFn: () => request(`/automations/${key}`, { method: "DELETE" }),
    onSuccess: async () => {
      go("/automations");
      await client.invalidateQueries({ queryKey: ["automations"] });
    },
  });
  return (
    <Confirm
      title={t("editor.delete.title", { name })}
      action={t("editor.delete.do")}
      isDangerous
      isSending={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={close}
    >
      <Text>{t("editor.delete.text", { count: tallies?.get(key)?.waiting ?? 0 })}</Text>
    </Confirm>
  );
};
