import { Button, Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { DialogFoot } from "./dialog-foot.tsx";
import { FaultNote } from "./fault-note.tsx";

interface EntryFormProps {
  /** What the server refused. */
  readonly error?: unknown;
  /** Fields whose faults stand beside them; others are told on top. */
  readonly shown?: readonly string[];
  /** What the button is called. */
  readonly action: string;
  readonly isSending?: boolean;
  readonly isReady?: boolean;
  readonly onSubmit: () => void;
  readonly onCancel: () => void;
  readonly children: ReactNode;
}

/** What is filled in within a dialog or side panel, and sent as a whole. */
export const EntryForm = ({
  error,
  shown = [],
  action,
  isSending = false,
  isReady = true,
  onSubmit,
  onCancel,
  children,
}: EntryFormProps) => {
  const { t } = useTranslation();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <Stack gap="md">
        <FaultNote error={error} shown={shown} />
        {children}
      </Stack>
      <DialogFoot>
        <Button variant="default" onClick={onCancel}>
          {t("common.cancel")}
        </Button>
        <Button type="submit" disabled={!isReady} loading={isSending}>
          {action}
        </Button>
      </DialogFoot>
    </form>
  );
};
