import { TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { fieldErrors } from "../../../lib/api/problem.ts";
import { Dialog } from "../../../ui/dialog.tsx";
import { EntryForm } from "../../../ui/entry-form.tsx";
import { toast } from "../../../ui/toast.tsx";
import { keyOf } from "./key-of.ts";

interface Named {
  readonly label: string;
  readonly key: string;
}

interface ModelFormProps {
  readonly title: string;
  readonly action: string;
  readonly onClose: () => void;
  readonly create: (named: Named) => Promise<unknown>;
  /** Fields of the form beside label and key, with the faults that concern them. */
  readonly children?: (faults: Readonly<Record<string, string>>) => ReactNode;
}

/** Something of the model gets a label, and a key that never changes. */
export const ModelForm = ({ title, action, onClose, create, children }: ModelFormProps) => {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [label, setLabel] = useState("");
  const [own, setOwn] = useState<string | null>(null);
  const key = own ?? keyOf(label);
  const save = useMutation({
    mutationFn: () => create({ label: label.trim(), key }),
    onSuccess: async () => {
      toast({ text: t("settings.made", { name: label.trim() }) });
      onClose();
      await client.invalidateQueries({ queryKey: ["model"] });
      await client.invalidateQueries({ queryKey: ["session"] });
    },
  });
  const faults = fieldErrors(save.error);
  return (
    <Dialog title={title} focus="field" onClose={onClose}>
      <EntryForm
        error={save.error}
        shown={["label", "key"]}
        action={action}
        isSending={save.isPending}
        onSubmit={() => save.mutate()}
        onCancel={onClose}
      >
        <TextInput
          data-autofocus
          label={t("settings.label")}
          required
          value={label}
          error={faults["label"]}
          onChange={(event) => setLabel(event.currentTarget.value)}
        />
        <TextInput
          label={t("settings.key")}
          description={t("settings.keyHint")}
          required
          value={key}
          error={faults["key"]}
          onChange={(event) => setOwn(event.currentTarget.value)}
        />
        {children?.(faults)}
      </EntryForm>
    </Dialog>
  );
};
