import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Confirm } from "../../../ui/confirm.tsx";

interface ArchiveAllDialogProps {
  readonly count: number;
  readonly onArchive: () => void;
  readonly onClose: () => void;
}

/** More than one sees at once: the number is told before it is done. */
export const ArchiveAllDialog = ({ count, onArchive, onClose }: ArchiveAllDialogProps) => {
  const { t } = useTranslation();
  return (
    <Confirm
      title={t("lists.archiveAllTitle", { count })}
      action={t("lists.archive", { count })}
      onConfirm={onArchive}
      onClose={onClose}
    >
      <Text>{t("lists.archiveAllText")}</Text>
    </Confirm>
  );
};
