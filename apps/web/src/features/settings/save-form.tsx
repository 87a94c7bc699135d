import { Button, Group, Stack } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { fieldErrors } from "../../lib/api/problem.ts";
import { FaultNote } from "../../ui/fault-note.tsx";
import { toast } from "../../ui/toast.tsx";

interface SaveFormProps {
  /** Throws what the server refuses. */
  readonly save: () => Promise<unknown>;
  /** Fields whose faults stand beside them; others are told on top. */
  readonly fields: readonly string[];
  readonly label?: string;
  readonly saved?: string;
  readonly children: (faults: Readonly<Record<string, string>>) => ReactNode;
}

/** A form whose button saves it as a whole. What is refused is told beside its field, and nothing typed is lost. */
export const SaveForm = ({ save, fields, label, saved, children }: SaveFormProps) => {
  const { t } = useTranslation();
  const saving = useMutation({
    mutationFn: save,
    onSuccess: () => toast({ text: saved ?? t("settings.saved") }),
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        saving.mutate();
      }}
    >
      <Stack gap="md">
        <FaultNote error={saving.error} shown={fields} />
        {children(fieldErrors(saving.error))}
        <Group justify="flex-end">
          <Button type="submit" loading={saving.isPending}>
            {label ?? t("common.save")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};
