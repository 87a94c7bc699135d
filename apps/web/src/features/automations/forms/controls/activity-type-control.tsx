import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { objectsQuery } from "../../../model/queries.ts";
import { useLabels } from "../../../model/use-labels.ts";
import { asText, orNothing, type ControlProps } from "../control.ts";

export const ActivityTypeControl = ({ label, value, onChange, error }: ControlProps) => {
  const { t } = useTranslation();
  const labels = useLabels();
  const { data: objects } = useQuery(objectsQuery);
  const field = objects?.get("activity")?.fields.find(({ key }) => key === "type");
  const options = [...new Set([...(field?.options ?? []), ...(typeof value === "string" ? [value] : [])])];
  return (
    <NativeSelect
      label={label}
      error={error}
      data={[
        { value: "", label: t("editor.asUsual") },
        ...options.map((option) => ({ value: option, label: labels.option("type", option) })),
      ]}
      value={asText(value)}
      onChange={(event) => onChange(orNothing(event.currentTarget.value))}
    />
  );
};
