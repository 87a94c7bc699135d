import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "./dialog.tsx";
import { DialogFoot } from "./dialog-foot.tsx";
import { FaultNote } from "./fault-note.tsx";

interface ConfirmProps {
  readonly title: ReactNode;
  /** What the button is called. */
  readonly action: string;
  /** What it does cannot be taken back: its button is red. */
  readonly isDangerous?: boolean;
  /** False: what it does is not known yet. */
  readonly isReady?: boolean;
  readonly isSending?: boolean;
  /** What the server refused. */
  readonly error?: unknown;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  /** What comes of it. */
  readonly children: ReactNode;
}

/** Asks before something is done. It is open as long as it is rendered. */
export const Confirm = ({
  title,
  action,
  isDangerous = false,
  isReady = true,
  isSending = false,
  error,
  onConfirm,
  onClose,
  children,
}: ConfirmProps) => {
  const { t } = useTranslation();
  return (
    <Dialog title={title} onClose={onClose}>
      {children}
      <FaultNote error={error} />
      <DialogFoot>
        <Button variant="default" onClick={onClose}>
          {t("common.cancel")}
        </Button>
        <Button
          {...(isDangerous ? { color: "red" } : {})}
          disabled={!isReady}
          loading={isSending}
          onClick={onConfirm}
        >
          {action}
        </Button>
      </DialogFoot>
    </Dialog>
  );
};
