import { ActionIcon, NativeSelect } from "@mantine/core";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../session/use-format.ts";
import type { BoardStage } from "../queries.ts";
import { useLabels } from "../../model/use-labels.ts";
import classes from "./board.module.css";

interface StagePickerProps {
  readonly stages: readonly BoardStage[];
  readonly here: BoardStage;
  readonly onPick: (stage: string) => void;
}

/** The board of a phone shows one column; this chooses which. */
export const StagePicker = ({ stages, here, onPick }: StagePickerProps) => {
  const { t } = useTranslation();
  const format = useFormat();
  const labelOf = useLabels().stage;
  const index = stages.indexOf(here);
  const step = (by: number) => ({
    disabled: stages[index + by] === undefined,
    onClick: () => onPick(stages[index + by]?.name ?? here.name),
  });
  return (
    <div className={classes["picker"]}>
      <ActionIcon variant="default" size={44} aria-label={t("pipelines.stageBefore")} {...step(-1)}>
        <IconChevronLeft size={18} aria-hidden />
      </ActionIcon>
      <NativeSelect
        flex={1}
        size="md"
        aria-label={t("pipelines.stage")}
        value={here.name}
        onChange={(event) => onPick(event.currentTarget.value)}
        data={stages.map((stage) => ({
          value: stage.name,
          label: `${labelOf(stage)} (${format.number(stage.records)})`,
        }))}
      />
      <ActionIcon variant="default" size={44} aria-label={t("pipelines.stageAfter")} {...step(1)}>
        <IconChevronRight size={18} aria-hidden />
      </ActionIcon>
    </div>
  );
};
