import { ActionIcon, Button, Select, TextInput } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { request } from "../../../lib/api/request.ts";
import type { PipelineInfo } from "../../model/queries.ts";
import { useLabels } from "../../model/use-labels.ts";
import { SaveForm } from "../save-form.tsx";
import classes from "../settings.module.css";
import { keyOf } from "./key-of.ts";

interface Stage {
  /** Null where it is not there yet: its label will give it. */
  readonly name: string | null;
  readonly label: string;
  readonly kind: "open" | "won" | "lost";
}

const KINDS = ["open", "won", "lost"] as const;

/** Label and stages, in their order; a stage that goes is deleted by itself, and its records are the server's to judge. */
export const PipelineForm = ({ pipeline }: { readonly pipeline: PipelineInfo }) => {
  const { t } = useTranslation();
  const labels = useLabels();
  const client = useQueryClient();
  const [label, setLabel] = useState(pipeline.label);
  const [stages, setStages] = useState<readonly Stage[]>(() =>
    pipeline.stages.map((stage) => ({ ...stage, label: labels.stage(stage) })),
  );
  const set = (index: number, changes: Partial<Stage>): void =>
    setStages(stages.map((stage, at) => (at === index ? { ...stage, ...changes } : stage)));
  const move = (index: number, by: -1 | 1): void => {
    const moved = stages[index];
    if (moved !== undefined) setStages(stages.toSpliced(index, 1).toSpliced(index + by, 0, moved));
  };
  const save = async () => {
    const kept = new Set(stages.map(({ name }) => name));
    for (const { name } of pipeline.stages.filter((stage) => !kept.has(stage.name)))
      await request(`/pipelines/${pipeline.key}/stages/${name}`, { method: "DELETE" });
    await request(`/pipelines/${pipeline.key}`, {
      method: "PATCH",
      body: { label, stages: stages.map((stage) => ({ ...written(stage, pipeline, labels.stage) })) },
    });
    await Promise.all(
      ["model", "pipelines", "board"].map((key) => client.invalidateQueries({ queryKey: [key] })),
    );
  };
  return (
    <SaveForm save={save} fields={["label"]} label={t("settings.savePipeline")}>
      {(faults) => (
        <>
          <TextInput
            label={t("settings.label")}
            required
            value={label}
            error={faults["label"]}
            onChange={(event) => setLabel(event.currentTarget.value)}
          />
          <ol className={classes["rows"]} aria-label={t("settings.stages")}>
            {stages.map((stage, index) => (
              <li key={stage.name ?? `new-${index}`} className={classes["row"]}>
                <TextInput
                  className={classes["grow"]}
                  aria-label={t("settings.stageLabel", { place: index + 1 })}
                  required
                  value={stage.label}
                  error={faults[`stages[${index}].name`] ?? faults[`stages[${index}].label`]}
                  onChange={(event) => set(index, { label: event.currentTarget.value })}
                />
                <Select
                  aria-label={t("settings.stageKind", { name: stage.label })}
                  w={120}
                  allowDeselect={false}
                  data={KINDS.map((kind) => ({ value: kind, label: t(`settings.kind.${kind}`) }))}
                  value={stage.kind}
                  onChange={(kind) => kind !== null && set(index, { kind })}
                />
                <ActionIcon
                  variant="default"
                  size={34}
                  disabled={index === 0}
                  aria-label={t("settings.earlier", { name: stage.label })}
                  onClick={() => move(index, -1)}
                >
                  <IconArrowUp size={16} aria-hidden />
                </ActionIcon>
                <ActionIcon
                  variant="default"
                  size={34}
                  disabled={index === stages.length - 1}
                  aria-label={t("settings.later", { name: stage.label })}
                  onClick={() => move(index, 1)}
                >
                  <IconArrowDown size={16} aria-hidden />
                </ActionIcon>
                <ActionIcon
                  variant="default"
                  size={34}
                  disabled={stages.length === 1}
                  aria-label={t("settings.removeStage", { name: stage.label })}
                  onClick={() => setStages(stages.toSpliced(index, 1))}
                >
                  <IconTrash size={16} aria-hidden />
                </ActionIcon>
              </li>
            ))}
          </ol>
          <Button
            variant="default"
            style={{ alignSelf: "start" }}
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => setStages([...stages, { name: null, label: "", kind: "open" }])}
          >
            {t("settings.addStage")}
          </Button>
        </>
      )}
    </SaveForm>
  );
};

/** A label that nobody touched stays the product's own, so that each reads it in their language. */
const written = (
  { name, label, kind }: Stage,
  pipeline: PipelineInfo,
  shown: (stage: PipelineInfo["stages"][number]) => string,
): { name: string; label: string; kind: Stage["kind"] } => {
  const before = pipeline.stages.find((stage) => stage.name === name);
  const isUntouched = before !== undefined && shown(before) === label;
  return { name: name ?? keyOf(label), label: isUntouched ? before.label : label, kind };
};
