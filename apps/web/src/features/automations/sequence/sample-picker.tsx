import type { DryRunPayload } from "@cadencia/contracts/api";
import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { objectsQuery } from "../../model/queries.ts";
import { recordQuery, searchQuery } from "../../records/queries.ts";
import { titleFields, titleOf } from "../../records/record-title.ts";
import { useReason } from "../../records/automation/use-reason.ts";
import { useEditor } from "../page/use-editor.ts";
import classes from "./sequence.module.css";

interface SamplePickerProps {
  readonly object: string;
  readonly record: string | null;
  readonly trial: DryRunPayload | null;
  readonly failed: boolean;
}

/** For which record the moments are shown. */
export const SamplePicker = ({ object, record, trial, failed }: SamplePickerProps) => {
  const { t } = useTranslation();
  const reasonOf = useReason();
  const { trySample } = useEditor();
  const [typed, setTyped] = useState("");
  const [text] = useDebouncedValue(typed, 200);
  const { data: objects } = useQuery(objectsQuery);
  const info = objects?.get(object);
  const current = useQuery({ ...recordQuery({ object, id: record ?? "" }), enabled: record !== null });
  const name = current.data === undefined ? "" : (titleOf(current.data, info) ?? "");
  const found = useQuery({
    ...searchQuery(object, { by: titleFields(info), text: text === name ? "" : text }),
    enabled: info !== undefined,
  });
  const all = [...(current.data === undefined ? [] : [current.data]), ...(found.data?.items ?? [])];
  const data = [...new Map(all.map((one) => [one.id, one])).values()].map((one) => ({
    value: one.id,
    label: titleOf(one, info) ?? t("records.untitled"),
  }));
  return (
    <div className={classes["sample"]}>
      <Select
        searchable
        size="xs"
        label={t("editor.sample")}
        placeholder={t("editor.noSample")}
        data={data}
        value={record}
        filter={({ options }) => options}
        onSearchChange={setTyped}
        onChange={(picked) => picked !== null && trySample(picked)}
        allowDeselect={false}
      />
      <p className={classes["hint"]} role="status">
        {failed && t("editor.trialFailed")}
        {trial?.status === "not_started" &&
          t("editor.trialNot", { reason: trial.reason === null ? "" : reasonOf(trial.reason) })}
        {trial !== null && trial.status !== "not_started" && t("editor.trialNothing")}
      </p>
    </div>
  );
};
