import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { objectsQuery, pipelinesQuery } from "../../../model/queries.ts";
import { useLabels } from "../../../model/use-labels.ts";
import { automationsQuery } from "../../queries.ts";
import { asText, type ControlProps } from "../control.ts";

interface PickProps extends ControlProps {
  readonly data:
    | { group: string; items: { value: string; label: string }[] }[]
    | { value: string; label: string }[];
  readonly known: boolean;
}

const Pick = ({ label, value, onChange, error, required = false, data, known }: PickProps) => {
  const { t } = useTranslation();
  const chosen = asText(value);
  return (
    <Select
      searchable
      label={label}
      withAsterisk={required}
      placeholder={t(required ? "editor.pick" : "editor.asUsual")}
      clearable={!required}
      clearButtonProps={{ "aria-label": t("editor.clear", { label }) }}
      data={chosen === "" || known ? data : ([...data, chosen] as typeof data)}
      value={chosen === "" ? null : chosen}
      error={error}
      onChange={(picked) => onChange(picked ?? undefined)}
    />
  );
};

/** A stage of a pipeline of the automation's object. */
export const StageControl = (props: ControlProps) => {
  const labels = useLabels();
  const { data: pipelines } = useQuery(pipelinesQuery);
  const fitting = [...(pipelines?.values() ?? [])].filter(({ object }) => object === props.object);
  const data = fitting.map(({ label, stages }) => ({
    group: label,
    items: stages.map((stage) => ({ value: stage.key, label: labels.stage(stage) })),
  }));
  const known = fitting.some(({ stages }) => stages.some(({ key }) => key === props.value));
  return <Pick {...props} data={data} known={known} />;
};

export const PipelineControl = (props: ControlProps) => {
  const { data: pipelines } = useQuery(pipelinesQuery);
  const fitting = [...(pipelines?.values() ?? [])].filter(({ object }) => object === props.object);
  const data = fitting.map(({ key, label }) => ({ value: key, label }));
  return <Pick {...props} data={data} known={fitting.some(({ key }) => key === props.value)} />;
};

export const ObjectControl = (props: ControlProps) => {
  const labels = useLabels();
  const { data: objects } = useQuery(objectsQuery);
  const data = [...(objects?.values() ?? [])].map((one) => ({ value: one.key, label: labels.object(one) }));
  return <Pick {...props} data={data} known={objects?.has(asText(props.value)) === true} />;
};

export const AutomationControl = (props: ControlProps) => {
  const { data } = useQuery(automationsQuery);
  const all = (data?.items ?? []).map(({ key, name }) => ({ value: key, label: name }));
  return <Pick {...props} data={all} known={all.some(({ value }) => value === props.value)} />;
};
