import { Textarea } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useBuilder } from "./builder-context.ts";
import classes from "./conditions.module.css";
import { MarkText } from "./marks/mark-text.tsx";
import { RowFrame } from "./row-frame.tsx";
import { fromText } from "./rows/filter-text.ts";
import type { TextRow as Text } from "./rows/row.ts";

/** What no row can show, as it is written. */
export const TextRow = ({ row }: { readonly row: Text }) => {
  const { t } = useTranslation();
  const { problems, change } = useBuilder();
  const isReadable = row.given !== undefined || fromText(row.text) !== undefined;
  return (
    <RowFrame row={row} problem={problems.get(row.id)}>
      <Textarea
        autosize
        minRows={1}
        className={classes["text"] ?? ""}
        classNames={{ input: classes["code"] ?? "" }}
        aria-label={t("conditions.asText")}
        value={row.text}
        error={isReadable ? false : t("conditions.unreadable")}
        onChange={(event) => {
          const text = event.currentTarget.value;
          change(row.id, () => ({ kind: "text", id: row.id, text }));
        }}
      />
      <MarkText row={row} />
    </RowFrame>
  );
};
