import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { copyText } from "../lib/copy-text.ts";

interface CopyButtonProps {
  readonly text: string;
  /** What it says before; "Copy" unless said otherwise. */
  readonly label?: string;
}

/** Copies, and says that it did; where the browser refuses, that one has to select and copy by hand. */
export const CopyButton = ({ text, label }: CopyButtonProps) => {
  const { t } = useTranslation();
  const [copied, setCopied] = useState<{ readonly text: string; readonly done: boolean }>();
  const state = copied?.text === text ? (copied.done ? "copied" : "copyByHand") : null;
  return (
    <Button
      variant="default"
      onClick={() => void copyText(text).then((done) => setCopied({ text, done }))}
      aria-live="polite"
    >
      {state === null ? (label ?? t("common.copy")) : t(`common.${state}`)}
    </Button>
  );
};
