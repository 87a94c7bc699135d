import { Button, Modal } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Board } from "../queries.ts";
import { NewRecordForm } from "./new-record-form.tsx";

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
      <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setOpen(true)}>
        {title}
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={title}
        closeButtonProps={{ "aria-label": t("common.close") }}
      >
        <NewRecordForm board={board} stage={stage} action={title} onDone={() => setOpen(false)} />
      </Modal>
    </>
  );
};
