import { Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { Problem } from "../../../lib/api/problem.ts";
import { request } from "../../../lib/api/request.ts";
import { Confirm } from "../../../ui/confirm.tsx";
import { useDraft, useDraftStore } from "../draft/use-draft.ts";
import { useEditor } from "../page/use-editor.ts";

/** Back to what is published; an automation that was never published goes with its draft. */
export const DiscardDialog = ({ isNew, close }: { readonly isNew: boolean; readonly close: () => void }) => {
  const { t } = useTranslation();
  const client = useQueryClient();
  const store = useDraftStore();
  const { key } = useEditor();
  const { history } = useDraft();
  const [, go] = useLocation();
  const discard = useMutation({
    mutationFn: () =>
      request(`/automations/${key}/draft`, { method: "DELETE" }).catch((error: unknown) => {
        if (error instanceof Problem && error.status === 404) return;
        throw error;
      }),
    onSuccess: async () => {
      store.discard();
      close();
      if (isNew) go("/automations");
      await client.invalidateQueries({ queryKey: ["automations", "drafts"] });
    },
  });
  return (
    <Confirm
      title={t("editor.discard.title")}
      action={t("editor.discard.do")}
      isSending={discard.isPending}
      error={discard.error}
      onConfirm={() => discard.mutate()}
      onClose={close}
    >
      <Text>
        {t(isNew ? "editor.discard.textNew" : "editor.discard.text", { name: history.present.name })}
      </Text>
    </Confirm>
  );
};
