import { TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { request } from "../../../lib/api/request.ts";
import { Dialog } from "../../../ui/dialog.tsx";
import { EntryForm } from "../../../ui/entry-form.tsx";
import { freshKey } from "../page/fresh-key.ts";
import { automationsQuery, type AutomationInfo } from "../queries.ts";

/** The copy is switched off and has no history. */
export const CopyDialog = ({
  automation,
  close,
}: {
  readonly automation: AutomationInfo;
  readonly close: () => void;
}) => {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [, go] = useLocation();
  const { data } = useQuery(automationsQuery);
  const [name, setName] = useState(() => t("editor.copy.nameOf", { name: automation.name }));
  const copy = useMutation({
    mutationFn: () => {
      const key = freshKey(
        name,
        (data?.items ?? []).map((one) => one.key),
      );
      return request<AutomationInfo>(`/automations/${automation.key}/copy`, {
        method: "POST",
        body: { key, name },
      });
    },
    onSuccess: async ({ key }) => {
      await client.invalidateQueries({ queryKey: ["automations"] });
      close();
      go(`/automations/${key}/sequence`);
    },
  });
  return (
    <Dialog title={t("editor.copy.title", { name: automation.name })} onClose={close} focus="field">
      <EntryForm
        error={copy.error}
        action={t("editor.copy.do")}
        isSending={copy.isPending}
        isReady={data !== undefined}
        onSubmit={() => copy.mutate()}
        onCancel={close}
      >
        <TextInput
          required
          data-autofocus
          label={t("editor.options.name")}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      </EntryForm>
    </Dialog>
  );
};
