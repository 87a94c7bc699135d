import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useBuilder } from "./builder-context.ts";
import classes from "./conditions.module.css";
import { FieldPicker } from "./field-picker.tsx";
import { MarkText } from "./marks/mark-text.tsx";
import { segmentsQuery } from "./queries.ts";
import { RowFrame } from "./row-frame.tsx";
import { newCondition, type SegmentRow as Segment } from "./rows/row.ts";
import { segmentName } from "./segment-name.ts";

/** "Is in the segment …" */
export const SegmentRow = ({ row }: { readonly row: Segment }) => {
  const { t } = useTranslation();
  const { object, problems, change } = useBuilder();
  const { data } = useQuery(segmentsQuery);
  const problem = problems.get(row.id);
  const pick = (segment: string) => change(row.id, () => ({ ...row, segment }));
  const mine = (data?.items ?? []).filter((segment) => segment.object === object).map(({ key }) => key);
  const keys = row.segment === "" || mine.includes(row.segment) ? mine : [row.segment, ...mine];
  return (
    <RowFrame row={row} problem={problem} fix={problem?.code === "unknown_segment" ? pick : undefined}>
      <FieldPicker
        value="segment"
        error={false}
        onChange={(field) =>
          field !== "segment" && change(row.id, () => ({ ...newCondition(), id: row.id, field }))
        }
      />
      <Select
        searchable
        className={classes["value"] ?? ""}
        aria-label={t("conditions.segment")}
        placeholder={t("conditions.choose")}
        data={keys.map((key) => ({ value: key, label: segmentName(key) }))}
        value={row.segment === "" ? null : row.segment}
        error={problem !== undefined}
        allowDeselect={false}
        onChange={(picked) => picked !== null && pick(picked)}
      />
      <MarkText row={row} />
    </RowFrame>
  );
};
