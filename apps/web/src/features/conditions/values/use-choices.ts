import type { ComboboxItem, ComboboxItemGroup } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { peopleQuery, pipelinesQuery, type FieldInfo } from "../../model/queries.ts";
import { useLabels } from "../../model/use-labels.ts";

export type Choices = readonly (ComboboxItem | ComboboxItemGroup<ComboboxItem>)[];

/** What can be chosen for a field; null where anything can be written. */
export const useChoices = (field: FieldInfo, object: string): Choices | null => {
  const { t } = useTranslation();
  const labels = useLabels();
  const pipelineLabel = useLabels().pipeline;
  const { data: people } = useQuery(peopleQuery);
  const { data: pipelines } = useQuery(pipelinesQuery);
  switch (field.type) {
    case "boolean":
      return [
        { value: "true", label: t("conditions.yes") },
        { value: "false", label: t("conditions.no") },
      ];
    case "select":
    case "multi_select":
      return (field.options ?? []).map((value) => ({ value, label: labels.option(field.key, value) }));
    case "user":
    case "users":
      return [...(people?.values() ?? [])]
        .filter(({ active }) => active)
        .map(({ id, name, handle }) => ({ value: id, label: name ?? handle ?? id }));
    case "pipeline":
      return [...(pipelines?.values() ?? [])].map((pipeline) => ({
        value: pipeline.key,
        label: pipelineLabel(pipeline),
      }));
    case "stage":
      return [...(pipelines?.values() ?? [])]
        .filter((pipeline) => pipeline.object === object)
        .map((pipeline) => ({
          group: pipelineLabel(pipeline),
          items: pipeline.stages.map((stage) => ({ value: stage.key, label: labels.stage(stage) })),
        }));
    default:
      return null;
  }
};
