import type { ApiKeyPayload } from "@cadencia/contracts/api";
import { Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { request } from "../../../lib/api/request.ts";
import { Confirm } from "../../../ui/confirm.tsx";
import { toast } from "../../../ui/toast.tsx";
import { useFormat } from "../../session/use-format.ts";
import { keysQuery } from "./queries.ts";

interface RevokeKeyProps {
  readonly apiKey: ApiKeyPayload;
  readonly onClose: () => void;
}

/** There is no way back, so it says when somebody came in with it last. */
export const RevokeKey = ({ apiKey: { id, name, user, last_used_at }, onClose }: RevokeKeyProps) => {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => request(`/api-keys/${id}`, { method: "DELETE" }),
    onSuccess: () => {
      toast({ text: t("keys.revokedNow", { name }) });
      onClose();
      return client.invalidateQueries({ queryKey: keysQuery.queryKey });
    },
  });
  return (
    <Confirm
      title={t("keys.revokeTitle", { name })}
      action={t("keys.revokeDo")}
      isDangerous
      isSending={revoke.isPending}
      error={revoke.error}
      onConfirm={() => revoke.mutate()}
      onClose={onClose}
    >
      <Text>{t("keys.revokeText", { user: user.name })}</Text>
      <Text c="dimmed" mt="sm">
        {last_used_at === null
          ? t("keys.revokeUnused")
          : t("keys.revokeUsed", { at: format.moment(last_used_at) })}
      </Text>
    </Confirm>
  );
};
