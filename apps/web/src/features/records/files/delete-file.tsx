import type { FilePayload, RecordPayload } from "@cadencia/contracts/api";
import { Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { request } from "../../../lib/api/request.ts";
import { Confirm } from "../../../ui/confirm.tsx";
import { toast } from "../../../ui/toast.tsx";
import { filesKey, filesPath } from "./queries.ts";

interface DeleteFileProps {
  readonly record: RecordPayload;
  readonly file: FilePayload;
  readonly onClose: () => void;
}

/** There is no way back, so it is asked for. */
export const DeleteFile = ({ record, file: { id, name }, onClose }: DeleteFileProps) => {
  const { t } = useTranslation();
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: () => request(`${filesPath(record)}/${id}`, { method: "DELETE" }),
    onSuccess: () => {
      toast({ text: t("files.deleted", { name }) });
      onClose();
      return client.invalidateQueries({ queryKey: filesKey(record) });
    },
  });
  return (
    <Confirm
      title={t("files.deleteTitle", { name })}
      action={t("files.deleteDo")}
      isDangerous
      isSending={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      <Text>{t("files.deleteText")}</Text>
    </Confirm>
  );
};
