import type { RecordPayload } from "@cadencia/contracts/api";
import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { objectsQuery, type PipelineInfo } from "../../model/queries.ts";
import { useLabels } from "../../model/use-labels.ts";
import { useMay } from "../../session/use-may.ts";
import { SavingNote } from "../fields/saving-note.tsx";
import { useFieldSave } from "../saving/use-field-save.ts";
import classes from "./record-head.module.css";

interface StagePickerProps {
  readonly record: RecordPayload;
  readonly pipeline: PipelineInfo;
}

export const StagePicker = ({ record, pipeline }: StagePickerProps) => {
  const { t } = useTranslation();
  const labels = useLabels();
  const may = useMay();
  const { data: objects } = useQuery(objectsQuery);
  const field = objects?.get(record.object)?.fields.find(({ key }) => key === "stage");
  const { standing, save, forget } = useFieldSave(record, "stage");
  const stored = record["stage"];
  const shown = standing.kind === "idle" || standing.kind === "conflict" ? stored : standing.edit.yours;
  return (
    <>
      <Select
        className={classes["stage"]}
        aria-label={t("records.stageOf")}
        data={pipeline.stages.map((stage) => ({ value: stage.key, label: labels.stage(stage) }))}
        value={typeof shown === "string" ? shown : null}
        allowDeselect={false}
        readOnly={!may(record.object, "edit", record) || record.archived}
        error={standing.kind === "refused" ? standing.message : null}
        onChange={(picked) => {
          if (picked !== null && picked !== stored)
            void save({ field: "stage", yours: picked, base: stored });
        }}
      />
      {field !== undefined && standing.kind !== "saving" && standing.kind !== "idle" && (
        <div className={classes["note"]}>
          <SavingNote field={field} standing={standing} save={save} forget={forget} />
        </div>
      )}
    </>
  );
};
