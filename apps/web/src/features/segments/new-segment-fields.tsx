import { Select, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { objectsQuery } from "../model/queries.ts";
import { useLabels } from "../model/use-labels.ts";
import { keyOf } from "./key-of.ts";
import classes from "./segments.module.css";

interface NewSegmentFieldsProps {
  readonly name: string;
  readonly onName: (name: string) => void;
  readonly isTaken: boolean;
  readonly object: string;
  readonly onObject: (object: string) => void;
}

/** What is settled when a segment is made, and stays. */
export const NewSegmentFields = ({ name, onName, isTaken, object, onObject }: NewSegmentFieldsProps) => {
  const { t } = useTranslation();
  const labels = useLabels();
  const { data: objects } = useQuery(objectsQuery);
  const key = keyOf(name);
  return (
    <div className={classes["fields"]}>
      <TextInput
        label={t("segments.name")}
        description={key === "" ? t("segments.nameHint") : t("segments.key", { key })}
        value={name}
        error={isTaken ? t("segments.taken") : null}
        onChange={(event) => onName(event.currentTarget.value)}
      />
      <Select
        label={t("segments.of")}
        description={t("segments.ofHint")}
        data={[...(objects?.values() ?? [])].map((one) => ({ value: one.key, label: labels.objects(one) }))}
        searchable
        allowDeselect={false}
        value={object}
        onChange={(picked) => picked !== null && picked !== object && onObject(picked)}
      />
    </div>
  );
};
