import type { RecordPayload } from "@cadencia/contracts/api";
import { Button, FileButton } from "@mantine/core";
import { IconUpload } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../../ui/empty-state.tsx";
import { ErrorState } from "../../../ui/error-state.tsx";
import { Loading } from "../../../ui/loading.tsx";
import { useFormat } from "../../session/use-format.ts";
import { useMay } from "../../session/use-may.ts";
import { DropZone } from "./drop-zone.tsx";
import { FileRow } from "./file-row.tsx";
import classes from "./files.module.css";
import { filesQuery } from "./queries.ts";
import { UploadRow } from "./upload-row.tsx";
import { LARGEST_FILE, useUploads } from "./use-uploads.ts";

/** The files of a record, the newest first; added by button or by dropping them anywhere here. */
export const FilesTab = ({ record }: { readonly record: RecordPayload }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const mayEdit = useMay()(record.object, "edit", record);
  const files = useQuery(filesQuery(record));
  const { uploads, add, retry, drop } = useUploads(record);
  if (files.isError && files.data === undefined)
    return <ErrorState error={files.error} retry={() => void files.refetch()} />;
  if (files.data === undefined) return <Loading />;
  const { items } = files.data;
  return (
    <DropZone isOpen={mayEdit} onDrop={(dropped) => void add(dropped)}>
      {mayEdit && (
        <div className={classes["bar"]}>
          <FileButton multiple onChange={(chosen) => void add(chosen)}>
            {(button) => (
              <Button {...button} variant="default" leftSection={<IconUpload size={16} aria-hidden />}>
                {t("files.add")}
              </Button>
            )}
          </FileButton>
          <span className={classes["about"]}>{t("files.limit", { size: format.size(LARGEST_FILE) })}</span>
        </div>
      )}
      {uploads.length > 0 && (
        <ul className={classes["list"]} aria-label={t("files.uploads")}>
          {uploads.map((upload) => (
            <UploadRow
              key={upload.id}
              upload={upload}
              retry={() => void retry(upload)}
              drop={() => drop(upload.id)}
            />
          ))}
        </ul>
      )}
      {items.length === 0 && uploads.length === 0 && (
        <EmptyState text={t(mayEdit ? "files.none" : "files.noneRead")} />
      )}
      {items.length > 0 && (
        <ul className={classes["list"]} aria-label={t("files.list")}>
          {items.map((file) => (
            <FileRow key={file.id} record={record} file={file} mayEdit={mayEdit} />
          ))}
        </ul>
      )}
    </DropZone>
  );
};
