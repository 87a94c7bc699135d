import { ActionIcon, Button, Progress } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import classes from "./files.module.css";
import type { Upload } from "./use-uploads.ts";

interface UploadRowProps {
  readonly upload: Upload;
  readonly retry: () => void;
  readonly drop: () => void;
}

/** A file on its way, or why it did not arrive. */
export const UploadRow = ({ upload: { file, sent, fault, canRetry }, retry, drop }: UploadRowProps) => {
  const { t } = useTranslation();
  const { name } = file;
  if (fault === null) {
    const label = t("files.uploading", { name });
    return (
      <li className={classes["row"]}>
        <div className={classes["what"]}>
          <span role="status">{label}</span>
          <Progress value={sent * 100} mt={6} aria-label={label} />
        </div>
      </li>
    );
  }
  return (
    <li className={classes["row"]}>
      <span role="alert" className={classes["fault"]}>
        {fault}
      </span>
      {canRetry && (
        <Button size="compact-sm" variant="default" aria-label={t("files.retry", { name })} onClick={retry}>
          {t("common.retry")}
        </Button>
      )}
      <ActionIcon
        variant="subtle"
        color="gray"
        size={34}
        aria-label={t("files.dismiss", { name })}
        onClick={drop}
      >
        <IconX size={16} aria-hidden />
      </ActionIcon>
    </li>
  );
};
