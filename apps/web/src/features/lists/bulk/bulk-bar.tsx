import type { RecordPayload } from "@cadencia/contracts/api";
import { Button, Progress as Bar } from "@mantine/core";
import { IconArchive, IconPencil } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ObjectInfo } from "../../model/queries.ts";
import { useFormat } from "../../session/use-format.ts";
import classes from "../lists.module.css";
import { ArchiveAllDialog } from "./archive-all-dialog.tsx";
import { SetFieldDialog } from "./set-field-dialog.tsx";
import { useBulkWork } from "./use-bulk-work.ts";

interface BulkBarProps {
  readonly object: ObjectInfo;
  readonly records: readonly RecordPayload[];
  readonly filter: unknown;
  /** How many are behind the filter, where all of them are meant and not only the rows that were read. */
  readonly all: number | null;
  /** How many could be meant; null where the selected rows are all there are, or not all rows are selected. */
  readonly more: number | null;
  readonly onAll: () => void;
  readonly onDone: () => void;
}

/** What can be done with the rows that are selected, or with all behind the filter, and how far it is. */
export const BulkBar = ({ object, records, filter, all, more, onAll, onDone }: BulkBarProps) => {
  const { t } = useTranslation();
  const format = useFormat();
  const [asking, setAsking] = useState<"field" | "archive" | null>(null);
  const work = useBulkWork({ object: object.key, records, filter, isAll: all !== null, onDone });
  const { progress } = work;
  const count = all ?? records.length;
  const isBusy = progress !== null;
  const close = () => setAsking(null);
  return (
    <div className={classes["bulk"]} role="region" aria-label={t("lists.selection")}>
      <strong aria-live="polite">
        {all === null
          ? t("lists.selected", { count })
          : t("lists.allSelected", { count, number: format.number(count) })}
      </strong>
      {more !== null && (
        <Button variant="subtle" disabled={isBusy} onClick={onAll}>
          {t("lists.takeAll", { count: more, number: format.number(more) })}
        </Button>
      )}
      <Button
        variant="default"
        leftSection={<IconPencil size={16} aria-hidden />}
        disabled={isBusy}
        onClick={() => setAsking("field")}
      >
        {t("lists.setField")}
      </Button>
      <Button
        variant="default"
        leftSection={<IconArchive size={16} aria-hidden />}
        disabled={isBusy}
        onClick={() => (all === null ? work.archive() : setAsking("archive"))}
      >
        {t("lists.archive", { count })}
      </Button>
      {isBusy && all !== null ? (
        <Button variant="subtle" onClick={work.stop}>
          {t("lists.stop")}
        </Button>
      ) : (
        <Button variant="subtle" disabled={isBusy} onClick={onDone}>
          {t("lists.unselect")}
        </Button>
      )}
      {isBusy && (
        <Bar
          className={classes["progress"]}
          value={(100 * progress.done) / count}
          aria-label={t("lists.progress", { done: progress.done, count })}
        />
      )}
      {asking === "field" && (
        <SetFieldDialog
          object={object}
          count={count}
          onSet={(field, value) => {
            close();
            work.set(field, value);
          }}
          onClose={close}
        />
      )}
      {asking === "archive" && (
        <ArchiveAllDialog
          count={count}
          onArchive={() => {
            close();
            work.archive();
          }}
          onClose={close}
        />
      )}
    </div>
  );
};
