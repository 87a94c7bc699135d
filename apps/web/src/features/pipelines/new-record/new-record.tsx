import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { lazyPart } from "../../../lib/lazy-part.ts";
import type { Board } from "../queries.ts";

const NewRecordDialog = lazyPart(() => import("./new-record-dialog.tsx"));

interface NewRecordButtonProps {
  readonly board: Board;
  /** Where it would stand; the first stage unless said otherwise. */
  readonly stage?: string | null;
}

export const NewRecordButton = ({ board, stage = null }: NewRecordButtonProps) => {
  const { t, i18n } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const key = `pipelines.new.${board.object}`;
  const title = i18n.exists(key) ? t(key) : t("pipelines.new.other");
  return (
    <>
      <Button data-key="n" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setOpen(true)}>
        {title}
      </Button>
      <Suspense>
        {isOpen && (
          <NewRecordDialog board={board} stage={stage} title={title} onClose={() => setOpen(false)} />
        )}
      </Suspense>
    </>
  );
};
