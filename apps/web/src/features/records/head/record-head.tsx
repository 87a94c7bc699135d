import type { RecordPayload } from "@cadencia/contracts/api";
import { Alert, Title } from "@mantine/core";
import { IconChevronLeft } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { pipelinesQuery, type ObjectInfo } from "../../model/queries.ts";
import { useLabels } from "../../model/use-labels.ts";
import { useValueText } from "../fields/use-value-text.ts";
import { titleOf } from "../record-title.ts";
import classes from "./record-head.module.css";
import { RecordMenu } from "./record-menu.tsx";
import { StagePicker } from "./stage-picker.tsx";

interface RecordHeadProps {
  readonly record: RecordPayload;
  readonly object: ObjectInfo;
}

export const RecordHead = ({ record, object }: RecordHeadProps) => {
  const { t } = useTranslation();
  const labels = useLabels();
  const pipelineLabel = useLabels().pipeline;
  const textOf = useValueText();
  const { data: pipelines } = useQuery(pipelinesQuery);
  const key = typeof record["pipeline"] === "string" ? record["pipeline"] : null;
  const pipeline = key === null ? undefined : pipelines?.get(key);
  const sum = object.fields.find((field) => field.type === "money");
  const amount = sum === undefined ? null : textOf(sum, record[sum.key], record["currency"]);
  return (
    <div className={classes["head"]}>
      {pipeline === undefined ? (
        <span className={classes["kind"]}>{labels.object(object)}</span>
      ) : (
        <Link
          className={classes["back"]}
          href={`/pipelines/${pipeline.key}`}
          aria-label={t("records.back", { name: pipelineLabel(pipeline) })}
        >
          <IconChevronLeft size={16} aria-hidden />
          {pipelineLabel(pipeline)}
        </Link>
      )}
      <div className={classes["line"]}>
        <Title order={1} className={classes["title"]}>
          {titleOf(record, object) ?? t("records.untitled")}
        </Title>
        {pipeline !== undefined && <StagePicker record={record} pipeline={pipeline} />}
        {amount !== null && <span className={classes["amount"]}>{amount}</span>}
        <span className={classes["menu"]}>
          <RecordMenu record={record} title={titleOf(record, object) ?? t("records.untitled")} />
        </span>
      </div>
      {record.archived && <Alert color="gray">{t("records.archivedNow")}</Alert>}
    </div>
  );
};
