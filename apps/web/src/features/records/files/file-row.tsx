import type { FilePayload, RecordPayload } from "@cadencia/contracts/api";
import { ActionIcon } from "@mantine/core";
import { IconFile, IconTrash } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { BASE } from "../../../lib/api/request.ts";
import { peopleQuery } from "../../model/queries.ts";
import { useFormat } from "../../session/use-format.ts";
import { DeleteFile } from "./delete-file.tsx";
import classes from "./files.module.css";
import { filesPath } from "./queries.ts";

interface FileRowProps {
  readonly record: RecordPayload;
  readonly file: FilePayload;
  readonly mayEdit: boolean;
}

/** A link that downloads it, what it weighs, since when it is there and from whom. */
export const FileRow = ({ record, file, mayEdit }: FileRowProps) => {
  const { t } = useTranslation();
  const format = useFormat();
  const { data: people } = useQuery(peopleQuery);
  const [isAsking, setAsking] = useState(false);
  const { name, size, created_at: at, created_by: by } = file;
  return (
    <li className={classes["row"]}>
      <IconFile className={classes["icon"]} size={20} stroke={1.5} aria-hidden />
      <div className={classes["what"]}>
        <a href={`${BASE}${filesPath(record)}/${file.id}`} download={name}>
          {name}
        </a>
        <span className={classes["about"]}>
          {t("files.by", {
            size: format.size(size),
            at: format.moment(at),
            name: people?.get(by)?.name ?? t("records.timeline.system"),
          })}
        </span>
      </div>
      {mayEdit && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size={34}
          aria-label={t("files.delete", { name })}
          onClick={() => setAsking(true)}
        >
          <IconTrash size={18} stroke={1.75} aria-hidden />
        </ActionIcon>
      )}
      {isAsking && <DeleteFile record={record} file={file} onClose={() => setAsking(false)} />}
    </li>
  );
};
